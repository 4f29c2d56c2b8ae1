import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { formatCount } from '../lib/format.ts';

interface BoundedProps<T> {
  items: readonly T[];
  /** How many are shown at first; each "show more" shows that much and more again. */
  first: number;
  /** What the list holds, in the plural. */
  what: string;
  /** Left out by whoever made the list. */
  omitted?: number;
  children: (shown: readonly T[]) => ComponentChildren;
}

/** The beginning of a list, and more of it for who asks. */
export function Bounded<T>({ items, first, what, omitted = 0, children }: BoundedProps<T>) {
  const [count, setCount] = useState(first);
  const rest = items.length - count;
  return (
    <>
      {children(items.slice(0, count))}
      {rest > 0 && (
        <p class="more">
          <button
            type="button"
            class="button-quiet"
            onClick={() => setCount(count + Math.max(50, 2 * first))}
          >
            Show more {what}
          </button>{' '}
          <span class="small muted">
            {formatCount(count)} of {formatCount(items.length)}
          </span>
        </p>
      )}
      {rest <= 0 && omitted > 0 && (
        <p class="small muted more">
          {formatCount(omitted)} more {what} were left out to keep the report bounded.
        </p>
      )}
    </>
  );
}
