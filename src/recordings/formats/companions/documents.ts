import { parseJson } from '../../meaning/decode/parse-json.ts';
import { type Companion, ok } from './companion-reader.ts';
import { headText, linesOf, plainTextOf } from './plain-lines.ts';

/** A JSON document, such as metadata, a calibration or a mission. Several documents, one per line, do not count. */
export const json: Companion = {
  kind: 'json',
  // Not the time in brackets that begins a line of a log: seconds (of the kernel), with their unit, or a date.
  detects: (head) =>
    /^\ufeff?\s*(?!\[\s*\d[\d.]*(?:\]\s*\w|[s/-]))(?:\{\s*["}]|\[\s*["{[\]\d-])/.test(plainStart(head)) ||
    isCommented(head),
  read(bytes) {
    const text = (plainTextOf(bytes) ?? '').replace(/^\ufeff/, '');
    try {
      parseWithComments(text);
      return ok('This is a JSON document beside the recordings; it holds no messages.');
    } catch {
      const message = 'This begins like a JSON document, but is none; it holds no messages that Argus knows.';
      return { verdict: { code: 'unknown_format', message } };
    }
  },
};

/** Settings of editors and compilers (`tsconfig.json`): comments as in JavaScript, and commas behind the last item. */
function parseWithComments(text: string): void {
  try {
    parseJson(text);
  } catch {
    parseJson(withoutComments(text).replace(textOrLastComma, (part) => (part === ',' ? '' : part)));
  }
}

/** Texts, of which the last may have no end, so that each character is looked at once. */
const jsonText = String.raw`"[^"\\]*(?:\\[^][^"\\]*)*"?`;
const textOrComment = new RegExp(String.raw`${jsonText}|//[^\n]*|/\*(?:[^]*?\*/|[^]*)`, 'g');
const textOrLastComma = new RegExp(String.raw`${jsonText}|,(?=\s*[\]}])`, 'g');

function withoutComments(text: string): string {
  return text.replace(textOrComment, (part) => (part.startsWith('"') ? part : ' '));
}

/** An object with a key, with a comment in front of it or of its brace. */
function isCommented(head: Uint8Array): boolean {
  const text = plainTextOf(head.map((byte) => (byte > 0x7f ? 0x3f : byte))) ?? '';
  return /^\s*(?:\{\s*)?\/[/*]/.test(text) && /^\s*\{\s*"[^"\n]*"\s*:/.test(withoutComments(text));
}

/** The first line may be longer than the available bytes. */
function plainStart(head: Uint8Array): string {
  return plainTextOf(head.subarray(0, 64).map((byte) => (byte > 0x7f ? 0x20 : byte))) ?? '';
}

const yamlLine =
  /^(?:---|\.\.\.|%YAML[ :].*|\s*[\w./~-]+:(?:\s.*)?|\s*"[^"]+"\s*:(?:\s.*)?|\s*- .*|\s+.*|[\]}],?)$/;
const yamlKey = /^[\w./~-]+:(?:\s|$)/;

/** A YAML document, recognised by its lines: keys of a mapping, items of a list, and indented lines below them. */
export const yaml: Companion = {
  kind: 'yaml',
  detects(head) {
    const lines = linesOf(headText(head) ?? '');
    return lines.some((line) => yamlKey.test(line)) && lines.every((line) => yamlLine.test(line));
  },
  read: () => ok('This is a YAML document beside the recordings; it holds no messages.'),
};
