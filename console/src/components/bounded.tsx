import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Noun } from '../../../src/report/document/document.ts';
import { notListed } from '../../../src/report/document/more.ts';
import { formatCount } from '../lib/format.ts';
import { currentLanguage, many, t } from '../lib/language.ts';
import { useLinkedItem } from '../lib/use-linked-item.ts';

interface BoundedProps<T> {
  items: readonly T[];
  /** How many are shown at first; each "show more" adds as many. */
  first: number;
  /** What the list contains. */
  what: Noun;
  /** Omitted when the list was made. */
  omitted?: number;
  /** An item targeted by a link is shown, whatever its position. */
  anchorOf?: (item: T) => string | undefined;
  /** `linked`: index of the item that the URL's fragment names; -1 for none. */
  children: (shown: readonly T[], linked: number) => ComponentChildren;
}

const nowhere = () => undefined;

/** The start of a list, and more of it on request. */
export function Bounded<T>({
  items,
  first,
  what,
  omitted = 0,
  anchorOf = nowhere,
  children,
}: BoundedProps<T>) {
  const [count, setCount] = useState(first);
  const linked = useLinkedItem(items, anchorOf);
  const shown = Math.min(items.length, Math.max(count, linked + 1));
  const rest = items.length - shown;
  return (
    <>
      {shown > 0 && children(items.slice(0, shown), linked)}
      {rest > 0 && (
        <p class="more">
          <button
            type="button"
            class="button-quiet"
            onClick={() => setCount(shown + Math.max(50, 2 * first))}
          >
            {t('Show more {what}', { what: many(...what) })}
          </button>{' '}
          <span class="small muted">
            {t('{shown} of {items}', { shown: formatCount(shown), items: formatCount(items.length) })}
          </span>
        </p>
      )}
      {rest <= 0 && omitted > 0 && (
        <p class="small muted more">{notListed(omitted, what, currentLanguage())}</p>
      )}
    </>
  );
}
