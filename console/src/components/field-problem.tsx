import { ofArgus } from '../lib/language.ts';

/** The problem of a field, which refers to it by `aria-describedby`. */
export function FieldProblemText({ id, message }: { id: string; message: string | undefined }) {
  return (
    <span id={id} class="field-problem" role="alert">
      {message && ofArgus(message)}
    </span>
  );
}
