import type { ComponentChildren } from 'preact';
import { navigate } from '../lib/router.ts';

interface LinkProps {
  href: string;
  class?: string;
  label?: string;
  /** It points to the current page. */
  current?: boolean;
  children: ComponentChildren;
}

/** A link within the console; opening in another tab or window is left to the browser. */
export function Link({ href, label, current, children, ...rest }: LinkProps) {
  return (
    <a
      {...rest}
      href={href}
      aria-label={label}
      aria-current={current ? 'page' : undefined}
      onClick={(event) => {
        if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        navigate(href);
      }}
    >
      {children}
    </a>
  );
}
