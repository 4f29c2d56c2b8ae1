import type { ComponentChildren } from 'preact';

/** That there is nothing, and what can be done about it. */
export function Empty({ sentence, children }: { sentence: string; children?: ComponentChildren }) {
  return (
    <div class="panel empty">
      <p>{sentence}</p>
      {children && <p>{children}</p>}
    </div>
  );
}
