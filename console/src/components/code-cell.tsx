import { codeText } from '../../../src/text/code-text.ts';
import { currentLanguage } from '../lib/language.ts';

interface Props {
  code: string;
  /** What kind of source reports it. */
  source: string;
  message: string;
}

/** A diagnostic code with its text, both from recordings; a text that the code ends with, or none, is not said again. */
export function CodeCell({ code, source, message }: Props) {
  return (
    <>
      <code>{code}</code> <span class="muted small">{source}</span>
      {!code.endsWith(message) && (
        <div class="small">
          <bdi>{codeText({ source, message }, currentLanguage())}</bdi>
        </div>
      )}
    </>
  );
}
