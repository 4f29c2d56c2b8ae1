import { useState } from 'preact/hooks';
import { t } from '../lib/language.ts';

/** Lines to paste into a terminal. */
export function CommandLines({ label, lines }: { label: string; lines: string[] }) {
  const [copied, setCopied] = useState(false);
  const text = lines.join('\n');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      setTimeout(() => setCopied(false), 2_000);
    } catch {
      // Not allowed to, as over plain HTTP from elsewhere: the lines can still be selected.
      setCopied(false);
    }
  };
  return (
    <figure class="command-lines">
      <figcaption>
        {label}
        <button type="button" class="button-quiet" onClick={() => void copy()}>
          {copied ? t('Copied') : t('Copy')}
        </button>
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be within reach of the keyboard */}
      <pre tabIndex={0}>
        <code>{text}</code>
      </pre>
    </figure>
  );
}
