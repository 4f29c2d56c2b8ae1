import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sampleCandb } from '../../../../samples/candb/sample-candb.ts';
import { apolloType } from '../../../../samples/cyber/apollo-types.ts';
import { bytesField, RecordWriter } from '../../../../samples/cyber/record-writer.ts';
import { type StructContent, writeMessage } from '../../../../samples/openpilot/event-writer.ts';
import { sampleEvents } from '../../../../samples/openpilot/sample-openpilot.ts';
import { countsByTopic, summarise } from '../../../support/recordings/summarise.ts';

const startNs = 1_773_475_200_000_000_000n;
const messages = 20;
const content = fc.uint8Array({ maxLength: 300, size: 'max' });

describe('what a later version adds to a record of Apollo is counted and named, and is no damage:', () => {
  const chassis = apolloType('modules/canbus/proto/chassis.proto', 'apollo.canbus.Chassis');
  const later = fc.record({ at: fc.nat(messages - 1), content });

  /** Calls `add` before messages; the counts are those of the messages alone. */
  async function read(add: (writer: RecordWriter, i: number) => void) {
    const writer = new RecordWriter({ messagesPerChunk: 6 });
    writer.channel('/chassis', chassis.name, chassis.protoDesc);
    for (let i = 0; i < messages; i += 1) {
      add(writer, i);
      const fields = chassis.encode({ speed_mps: i, engine_rpm: 900 });
      // A field that the type does not have.
      const whole = Buffer.concat([fields, bytesField(900, Buffer.from('later'))]);
      writer.message('/chassis', startNs + BigInt(i) * 10_000_000n, whole);
    }
    const summary = await summarise(writer.bytes());
    expect(summary.verdict).toEqual({ code: 'ok', message: `All ${messages} messages were read.` });
    const speeds = summary.metrics.find(({ name }) => name === 'vehicle_speed_kmh');
    expect(speeds?.count).toBe(messages);
    return summary;
  }

  test('sections', async () => {
    const ones = fc.array(fc.record({ type: fc.integer({ min: 5, max: 255 }), one: later }), {
      minLength: 1,
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(ones, async (sections) => {
        const { logs } = await read((writer, i) => {
          for (const { type, one } of sections) if (one.at === i) writer.section(type, one.content);
        });
        expect(logs.map(({ text }) => text).join()).toContain(`section of type ${sections[0]?.type}`);
      }),
      { numRuns: 50 },
    );
  });

  test('fields of chunks', async () => {
    const ones = fc.array(fc.record({ field: fc.integer({ min: 2, max: 100 }), one: later }), {
      minLength: 1,
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(ones, async (fields) => {
        // Content that begins as a message does is taken for one with a damaged tag.
        const distinct = fields.filter(({ one }) => one.content[0] !== 0x0a);
        const { logs } = await read((writer, i) => {
          for (const { field, one } of distinct) if (one.at === i) writer.field(field, one.content);
        });
        if (distinct.length > 0)
          expect(logs.map(({ text }) => text).join()).toContain(
            `field of a chunk, which a later version added (${distinct.length})`,
          );
      }),
      { numRuns: 50 },
    );
  });

  test('channels without a description of their messages', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(content, { minLength: 1, maxLength: 5 }),
        fc.boolean(),
        async (ones, isDefined) => {
          const writer = new RecordWriter({ messagesPerChunk: 6 });
          if (isDefined) writer.channel('/later', 'apollo.Later', new Uint8Array());
          for (const one of ones) writer.message('/later', startNs, one);
          const summary = await summarise(writer.bytes());
          expect(summary.verdict.code, summary.verdict.message).toBe('ok');
          expect(countsByTopic(summary)).toEqual({ '/later': ones.length });
          expect(summary.metrics).toEqual([]);
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('what a later version adds to a log of openpilot is counted and named, and is no damage:', () => {
  const own = sampleEvents({ seconds: 1 });
  const kinds = fc.integer({ min: 160, max: 1_023 });
  const struct = fc.record<StructContent>({
    u64: fc.dictionary(fc.constantFrom('0', '8', '64'), fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })),
    pointers: fc.dictionary(fc.constantFrom('0', '3', '9'), fc.record({ bytes: content })),
  });

  test('kinds of events', async () => {
    const before = await summarise(Buffer.concat(own));
    const ones = fc.array(fc.record({ at: fc.nat(own.length), kind: kinds, struct }), {
      minLength: 1,
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(ones, async (later) => {
        const all = own.flatMap((event, index) => [
          ...later
            .filter(({ at }) => at === index + 1)
            .map((each) =>
              writeMessage({
                u64: { 0: 5_000_000_000n },
                u16: { 8: each.kind },
                u32: { 12: 0 },
                pointers: { 0: { struct: each.struct } },
              }),
            ),
          event,
        ]);
        const added = all.length - own.length;
        const { verdict, message_count, logs, metrics } = await summarise(Buffer.concat(all));
        expect(verdict).toEqual({ code: 'ok', message: expect.stringContaining('were read') });
        expect(message_count).toBe(own.length + added);
        expect(metrics.map(({ count }) => count)).toEqual(before.metrics.map(({ count }) => count));
        if (added > 0)
          expect(logs.map(({ text }) => text).join()).toContain('which a later version or a fork added');
      }),
      { numRuns: 30 },
    );
  });

  test('fields of Event and of its structs', async () => {
    const speed = (i: number, more: StructContent, root: StructContent) =>
      writeMessage({
        ...root,
        u64: { ...root.u64, 0: 5_000_000_000n + BigInt(i) },
        u16: { 8: 21 },
        pointers: { ...root.pointers, 0: { struct: { ...more, f32: { 0: 10 } } } },
      });
    const rootWords = fc.constantFrom<StructContent>(
      {},
      { u32: { 12: 0xffff_ffff } },
      { u64: { 16: 77n } },
      { u64: { 56: 1n }, pointers: { 3: { text: 'later' } } },
    );
    await fc.assert(
      fc.asyncProperty(rootWords, struct, async (root, more) => {
        const longer = {
          ...more,
          u64: Object.fromEntries(
            Object.entries(more.u64 ?? {}).map(([at, value]) => [Number(at) + 256, value]),
          ),
          pointers: Object.fromEntries(
            Object.entries(more.pointers ?? {}).map(([at, value]) => [Number(at) + 40, value]),
          ),
        };
        const file = Buffer.concat(Array.from({ length: messages }, (_, i) => speed(i, longer, root)));
        const summary = await summarise(file);
        expect(summary.format).toBe('openpilot');
        expect(summary.verdict).toEqual({ code: 'ok', message: `All ${messages} messages were read.` });
        expect(countsByTopic(summary)).toEqual({ carState: messages });
        expect(summary.metrics).toContainEqual(
          expect.objectContaining({ name: 'vehicle_speed_kmh', count: messages, max_milli: 36_000 }),
        );
      }),
      { numRuns: 50 },
    );
  });
});

describe('what a later version of python-can, or somebody else, adds to its database is no damage:', () => {
  const options = { seconds: 2, buses: [1] };
  const name = fc.string({ minLength: 3, maxLength: 8, unit: fc.constantFrom(...'ghjkqwxyz') });
  const types = fc.constantFrom('REAL', 'INTEGER', 'TEXT', 'BLOB', 'NUMERIC(4,2)', '');
  const columns = fc.uniqueArray(fc.record({ name, type: types }), {
    minLength: 1,
    maxLength: 40,
    selector: (column) => column.name,
  });

  async function isWholeWith(sql: string, named?: string): Promise<void> {
    const before = await summarise(sampleCandb(options));
    const after = await summarise(sampleCandb({ ...options, sql }));
    expect(after.verdict).toEqual(before.verdict);
    expect(after.verdict.code).toBe('ok');
    expect(countsByTopic(after)).toEqual(countsByTopic(before));
    expect(after.span).toEqual(before.span);
    if (named !== undefined) expect(after.logs.map(({ text }) => text).join()).toContain(named);
  }

  test('columns, at the end and between the others', async () => {
    await fc.assert(
      fc.asyncProperty(columns, async (added) => {
        const ended = added.map(
          (column) => `ALTER TABLE messages ADD COLUMN ${column.name} ${column.type} DEFAULT 1`,
        );
        await isWholeWith(
          `${ended.join(';')}; UPDATE messages SET ${added[0]?.name} = 'x' WHERE rowid % 2 = 0;`,
        );
        const first = added.map((column) => `${column.name} ${column.type}`).join(', ');
        const values = added.map((_, index) => (index % 2 === 0 ? 'NULL' : '7')).join(', ');
        await isWholeWith(`CREATE TABLE later (ts REAL, ${first}, arbitration_id INTEGER, extended INTEGER, remote INTEGER,
          error INTEGER, dlc INTEGER, data BLOB);
          INSERT INTO later SELECT ts, ${values}, arbitration_id, extended, remote, error, dlc, data FROM messages;
          DROP TABLE messages; ALTER TABLE later RENAME TO messages; VACUUM;`);
      }),
      { numRuns: 8 },
    );
  });

  test('tables, even of the same types', async () => {
    await fc.assert(
      fc.asyncProperty(columns, fc.integer({ min: 1, max: 400 }), async (added, rows) => {
        const names = added.map((column) => `${column.name} ${column.type}`).join(', ');
        await isWholeWith(
          `CREATE TABLE notes (${names}); INSERT INTO notes (${added[0]?.name}) VALUES ('later');
           CREATE TABLE likewise (t REAL, a INTEGER, b INTEGER, c INTEGER, d INTEGER, e INTEGER, f BLOB);
           WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${rows})
           INSERT INTO likewise SELECT i, 1, 0, 0, 0, 1, x'00' FROM n;
           CREATE INDEX likewise_t ON likewise (t); CREATE VIEW seen AS SELECT * FROM messages;`,
          `row of another table (${rows + 1})`,
        );
      }),
      { numRuns: 8 },
    );
  });

  test('rows that are no frames are counted', async () => {
    await isWholeWith(
      `INSERT INTO messages VALUES ('later', 1, 0, 0, 0, 1, x'00')`,
      'row that is no frame (1)',
    );
  });
});
