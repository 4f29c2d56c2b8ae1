import { parseJson } from '../../meaning/decode/parse-json.ts';
import { type Companion, ok } from './companion-reader.ts';
import { headText, linesOf, plainTextOf } from './plain-lines.ts';

/** A JSON document, such as metadata, a calibration or a mission. Several documents, one per line, do not count. */
export const json: Companion = {
  kind: 'json',
  // Not the time in brackets that begins a line of a log: seconds (of the kernel), with their unit, or a date.
  detects: (head) =>
    /^\ufeff?\s*(?!\[\s*\d[\d.]*(?:\]\s*\w|[s/-]))(?:\{\s*["}]|\[\s*["{[\]\d-])/.test(plainStart(head)),
  read(bytes) {
    try {
      parseJson((plainTextOf(bytes) ?? '').replace(/^\ufeff/, ''));
      return ok('This is a JSON document beside the recordings; it holds no messages.');
    } catch {
      const message = 'This begins like a JSON document, but is none; it holds no messages that Argus knows.';
      return { verdict: { code: 'unknown_format', message } };
    }
  },
};

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
