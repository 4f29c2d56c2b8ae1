import { describe, expect, test } from 'vitest';
import { sampleMdf3 } from '../../../../../samples/mdf3/sample-mdf3.ts';
import { summarise } from '../../../../support/recordings/summarise.ts';

describe('damage', () => {
  const written = sampleMdf3({ seconds: 20 });
  const patched = (patch: (bytes: Buffer) => void, bytes = written.bytes) => {
    const copy = Buffer.from(bytes);
    patch(copy);
    return summarise(copy);
  };

  test('of a record that was cut', async () => {
    const { verdict, message_count } = await summarise(written.bytes.subarray(0, -5));
    expect({ code: verdict.code, message_count }).toEqual({ code: 'truncated', message_count: 239 });
  });

  test('of a link to a data group costs nothing but a search', async () => {
    const { verdict, message_count } = await patched((bytes) => bytes.writeUInt32LE(100, 68));
    expect({ code: verdict.code, message_count }).toEqual({ code: 'corrupt', message_count: 240 });
  });

  test('of a channel group costs its group', async () => {
    const [, second = 0] = written.dataGroups;
    const { verdict, message_count, topics } = await patched((bytes) => {
      bytes[bytes.readUInt32LE(second + 8)] = 0;
    });
    expect({ code: verdict.code, message_count }).toEqual({ code: 'corrupt', message_count: 200 });
    expect(topics.map(({ name }) => name)).toEqual(['Engine']);
  });

  test('of records with ids costs what was damaged', async () => {
    const { bytes, data } = sampleMdf3({ seconds: 20, ids: 1 });
    const at = (data[0]?.start ?? 0) + 16 * 40;
    const { verdict, message_count } = await patched((copy) => copy.fill(0xee, at, at + 40), bytes);
    expect(verdict.code).toBe('corrupt');
    expect(message_count).toBeGreaterThan(230);
    expect(message_count).toBeLessThan(240);
  });

  test('without a single record counted, in a version that has no mark for it', async () => {
    const { bytes } = sampleMdf3({ seconds: 20, ids: 1, unfinished: true, version: '3.10' });
    const { verdict, message_count } = await summarise(bytes);
    expect(message_count).toBe(240);
    expect(verdict.code).toBe('truncated');
    expect(verdict.message).toContain('the number of records was never written');
  });

  test('of a number of records that says too many', async () => {
    const [first = 0] = written.dataGroups;
    const { verdict } = await patched((bytes) =>
      bytes.writeUInt32LE(2 ** 31, bytes.readUInt32LE(first + 8) + 22),
    );
    expect(verdict.code).toBe('corrupt');
    expect(verdict.message).toContain('run into the next block');
  });
});

test('more ids beside a record than the format knows are unsupported', async () => {
  const written = sampleMdf3({ seconds: 20 });
  const bytes = Buffer.from(written.bytes);
  bytes.writeUInt16LE(3, (written.dataGroups[0] ?? 0) + 22);
  const { verdict, message_count } = await summarise(bytes);
  expect({ code: verdict.code, message_count }).toEqual({ code: 'unsupported', message_count: 40 });
});

test('a version that is only a number is one, as Kvaser writes it', async () => {
  const { bytes } = sampleMdf3({ seconds: 20 });
  const numbered = Buffer.from(bytes);
  numbered.fill(0, 8, 16);
  const [as, is] = [await summarise(bytes), await summarise(numbered)];
  expect(is).toMatchObject({ format: 'mdf3', verdict: { code: 'ok' }, message_count: as.message_count });
});
