import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { writeZip } from '../../../../../samples/archives/write-zip.ts';
import { summarise } from '../../../../support/recordings/summarise.ts';

const bytes = (...parts: (string | number[] | Uint8Array)[]) =>
  Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))),
  );
const zeros = (count: number) => '\0'.repeat(count);

const rar5 = '\x52\x61\x72\x21\x1a\x07\x01\0';
const rar5Main = bytes(rar5, zeros(4), [3, 1, 0, 0]);

const readable: [string, Buffer][] = [
  ['a 7-Zip archive', bytes([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0, 4], zeros(40))],
  ['a RAR archive', bytes(rar5Main, zeros(4), [6, 2, 0, 0, 0, 0, 0])],
  ['a RAR archive', bytes('Rar!\x1a\x07\0', zeros(2), [0x73, 0, 0, 13, 0], zeros(6), zeros(2), [0x74, 0, 0])],
];

const locked: [string, Buffer][] = [
  ['a ZIP archive', Buffer.from(writeZip([{ name: 'a', content: Buffer.from('abc'), isEncrypted: true }]))],
  ['a ZIP archive', Buffer.from(writeZip([{ name: 'a', content: Buffer.from('abc'), method: 99 }]))],
  ['a 7-Zip archive', bytes([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], zeros(60), [0x24, 6, 0xf1, 7, 1])],
  ['a RAR archive', bytes(rar5, zeros(4), [5, 4, 0, 0, 0, 15])],
  // The extra area of the first file contains a record of type 1.
  ['a RAR archive', bytes(rar5Main, zeros(4), [6, 2, 1, 3, 2, 1, 0])],
  ['a RAR archive', bytes('Rar!\x1a\x07\0', zeros(2), [0x73, 0x80, 0, 13, 0], zeros(6))],
  ['a RAR archive', bytes('Rar!\x1a\x07\0', zeros(2), [0x73, 0, 0, 13, 0], zeros(6), zeros(2), [0x74, 4, 0])],
  ['OpenPGP', bytes([0x8c, 0x0d, 4, 9, 3, 2], zeros(20))],
  ['OpenPGP', bytes([0x85, 1, 0x0c, 3], zeros(300))],
  ['OpenPGP', bytes('-----BEGIN PGP MESSAGE-----\n')],
  ['age', bytes('age-encryption.org/v1\n-> X25519 ')],
  ['OpenSSL', bytes('Salted__', zeros(32))],
];

describe('an archive', () => {
  test.each(readable)('that is %s is named, with what to do', async (what, archive) => {
    const { verdict, message_count } = await summarise(archive);
    expect({ code: verdict.code, message_count }).toEqual({ code: 'unknown_format', message_count: 0 });
    expect(verdict.message).toBe(`This is ${what}. Unpack it and upload the recordings in it one by one.`);
  });

  test.each(locked)('that needs a key (%s) is encrypted', async (what, archive) => {
    const { verdict } = await summarise(archive);
    expect(verdict.code).toBe('encrypted');
    expect(verdict.message).toContain(what);
    expect(verdict.message).toMatch(/Upload the recordings in it as they are\.$/);
  });

  test('of any content has a verdict', async () => {
    const heads = ['PK\x03\x04', '7z\xbc\xaf\x27\x1c', rar5, 'Rar!\x1a\x07\0', '\x84', '\xc1'];
    const any = fc.tuple(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 200 }));
    await fc.assert(
      fc.asyncProperty(any, async ([head, rest]) => {
        const { verdict } = await summarise(Buffer.concat([bytes(head), rest]));
        expect(['encrypted', 'unknown_format', 'unsupported', 'truncated', 'corrupt']).toContain(
          verdict.code,
        );
        expect(verdict.message).toMatch(/\.$/);
      }),
      { numRuns: 500 },
    );
  });
});
