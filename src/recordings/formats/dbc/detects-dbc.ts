import { dbcLimits } from '../../meaning/dbc/dbc-limits.ts';
import { latin1 } from '../text/ascii.ts';

/** Statements with which files begin in practice, mostly `VERSION`; generated ones and parts of others with a comment, nodes, messages or names of values. */
const opening =
  /^\s*(?:VERSION\s+"|(?:NS_|BS_|BU_)\s*:|BO_\s+\d{1,10}\s+[\w.-]+\s*:|CM_\s+(?:(?:BU|BO|SG|EV)_\s|")|VAL_TABLE_\s+\w+\s|VAL_\s+\d{1,10}\s+\w+\s+-?\d+\s+")/;
const second = /(?:^|\r)[^\S\n]*(?:NS_|BS_|BU_|BO_|SG_|CM_|BA_DEF_|VAL_|VAL_TABLE_)(?=[\s:])/m;

/** Comments that generators put before the first statement, in C style. */
const comments = /^(?:\s+|\/\/[^\r\n]*|\/\*[\s\S]*?\*\/)+/;

/** Whether a file is a DBC, by its first bytes: two statements of the format, the first at the beginning, after comments. */
export function detectsDbc(head: Uint8Array): boolean {
  const text = latin1(head).replace(/^\xef\xbb\xbf/, '');
  const body = text.slice(comments.exec(text)?.[0].length ?? 0);
  const first = opening.exec(body);
  return first !== null && second.test(body.slice(first[0].length - 1));
}

/** Whether a file declared as a DBC is small enough to be read as one. */
export function isReadableSize(bytes: number): boolean {
  return bytes <= dbcLimits.bytes;
}
