import { describe, expect, test } from 'vitest';
import { contentDigests, fileDigests } from '../../../../src/api/uploads/expected-digest.ts';
import { dictionaryOf } from '../../../../src/api/uploads/structured-dictionary.ts';

const base64 = Buffer.alloc(32, 7).toString('base64');
const hex = '07'.repeat(32);

describe('a dictionary of structured fields (RFC 9651)', () => {
  test.for([
    ['', []],
    ['  a=1 ', [['a', '1']]],
    [
      'a, b;x=1,\tc=?0',
      [
        ['a', ''],
        ['b', ''],
        ['c', '?0'],
      ],
    ],
    [
      'a=:YQ==:;p="x\\"", b=(1 "two" t;q);r',
      [
        ['a', ':YQ==:'],
        ['b', '(1 "two" t;q)'],
      ],
    ],
    ['a=1, a=2.5', [['a', '2.5']]],
    [
      '*k.a-b_c=tok/en:x, d=@1659578233, e=%"f%c3%bc"',
      [
        ['*k.a-b_c', 'tok/en:x'],
        ['d', '@1659578233'],
        ['e', '%"f%c3%bc"'],
      ],
    ],
  ] as const)('%s', ([field, members]) => {
    expect([...(dictionaryOf(field) ?? ['none'])]).toEqual(members);
  });

  test.for(['A=1', 'a=', 'a=1,', ',a=1', 'a b', 'a=:YQ', 'a="x', 'a=(1', 'a=1;;', 'a=ü', 'a = 1'])(
    '%s is none',
    (field) => {
      expect(dictionaryOf(field)).toBeUndefined();
    },
  );

  test('is read in a time that grows with its length', () => {
    expect(dictionaryOf(`a=(${'1 '.repeat(8000)}`)).toBeUndefined();
    expect(dictionaryOf(`a${';b=1'.repeat(8000)}"`)).toBeUndefined();
  });
});

const list = 'must be a list such as sha-256=:<base64>: (RFC 9530); correct it, or leave it out';

describe('an expected digest', () => {
  test.for<[Record<string, string>]>([
    [{ 'repr-digest': `sha-256=:${base64}:` }],
    [{ 'repr-digest': `md5=:AAAA:, sha-256=:${base64}:;a, future=:Yg==:` }],
    [{ 'x-content-sha256': hex.toUpperCase() }],
    [{ digest: `MD5=abc,SHA-256=${base64}` }],
  ])('is read from %j', ([headers]) => {
    expect(fileDigests(headers)).toEqual([{ hash: 'sha256', hex }]);
  });

  test('of an algorithm that is not known alone is ignored', () => {
    expect(fileDigests({ 'repr-digest': 'sha-3=:AAAA:', digest: 'adler32=03da0195' })).toEqual([]);
    expect(contentDigests({})).toEqual([]);
  });

  test.for([
    ['nonsense"', list],
    ['SHA-256=:AAAA:', list],
    ['nonsense', list],
    ['sha-256', list],
    ['md5=12', list],
    [`sha-256=${hex}`, list],
    ['sha-256=:AAAA:', 'must have 32 bytes in base64 for sha-256'],
    [`sha-512=:${base64}:`, 'must have 64 bytes in base64 for sha-512'],
  ])('%s is refused', ([field, why]) => {
    for (const [name, read] of [
      ['repr-digest', fileDigests],
      ['content-digest', contentDigests],
    ] as const) {
      const error = expect.objectContaining({
        code: 'validation',
        message: `${name} ${why}.`,
        details: { field: name },
      });
      expect(() => read({ [name]: field })).toThrow(error);
    }
  });

  test('as RFC 3230 has it is refused without a value', () => {
    expect(() => fileDigests({ digest: 'nonsense' })).toThrow(
      /^digest must be a list such as sha-256=<base64>/,
    );
  });
});
