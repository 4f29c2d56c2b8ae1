import type { ComponentChildren } from 'preact';

/** An empty state, and what to do about it. */
export function Empty({ sentence, children }: { sentence: string; children?: ComponentChildren }) {
  return (
    <div class="panel empty">
      <p>{sentence}</p>
      {children && <p>{children}</p>}
    </div>
  );
}
