import { quote } from '../../text/wording.ts';
import type { CodeAggregate } from '../gather/codes.ts';

/** `, for example “…”` with the first message of a code; nothing where the code, which the title has, ends with it. */
export function anExample({ code, message }: Pick<CodeAggregate, 'code' | 'message'>): string {
  return code.endsWith(message) ? '' : `, for example “${quote(message)}”`;
}
