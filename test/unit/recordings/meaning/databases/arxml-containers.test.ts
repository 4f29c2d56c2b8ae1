import { describe, expect, test } from 'vitest';
import { writeCandump } from '../../../../../samples/candump/write-candump.ts';
import type { SampleContainer, SampleContainers } from '../../../../../samples/databases/sample-container.ts';
import { writeArxml } from '../../../../../samples/databases/write-arxml.ts';
import { bufferSource } from '../../../../../src/recordings/bytes/byte-source.ts';
import { parseDatabase } from '../../../../../src/recordings/meaning/databases/parse-database.ts';
import { openDatabase } from '../../../../../src/recordings/meaning/dbc/open-database.ts';
import { signalFields } from '../../../../../src/recordings/meaning/dbc/signal-fields.ts';
import { summariseFile } from '../../../../../src/recordings/summarise-file.ts';

const signals = [
  { name: 'Voltage', start: 0, size: 16, factor: 0.1, unit: 'V' },
  { name: 'State', start: 16, size: 8, values: { 0: 'off', 3: 'Failure' } },
];
const container: SampleContainer = {
  id: 0x150,
  name: 'Box',
  length: 64,
  header: 'SHORT-HEADER',
  pdus: [
    { name: 'One', headerId: 0x010203, length: 3, signals },
    { name: 'Two', headerId: 0x0a0b0c, length: 3, signals, secured: 2 },
  ],
};

const one = [1, 2, 3, 3, 0x78, 0, 0];
const two = [10, 11, 12, 5, 0x80, 0, 3, 0xde, 0xad];
const unknown = [9, 9, 9, 2, 1, 2];

function database(from: SampleContainer, options: Partial<SampleContainers> = {}) {
  return Buffer.from(writeArxml([], { containers: [from], ...options }));
}

/** What is in one frame. */
async function read(from: SampleContainer, data: number[], options?: Partial<SampleContainers>) {
  const bytes = database(from, options);
  const frame = { timeNs: 1_700_000_000_000_000_000n, bus: 1, id: 0x150, extended: false, fd: true };
  const trace = Buffer.from(writeCandump([{ ...frame, data: Uint8Array.from(data) }]));
  const { metrics, codes, omitted } = await summariseFile(bufferSource(trace), {
    databases: [openDatabase('box.arxml', bytes)],
  });
  const [message] = parseDatabase(bytes).messages;
  return {
    fields: message && signalFields(message).read(Uint8Array.from(data)),
    sources: metrics.map(({ source, min_milli }) => [source, min_milli]),
    codes: codes.map(({ code }) => code),
    left: omitted.values ?? {},
  };
}

describe('PDUs in containers', () => {
  test('behind short headers have figures and states of their own', async () => {
    const { fields, sources, codes, left } = await read(container, [...one, ...two]);
    expect(fields).toEqual({ 'One.Voltage': 12, 'One.State': 0, 'Two.Voltage': 12.8, 'Two.State': 3 });
    expect(sources).toEqual([
      ['can1 Box.One.Voltage', 12_000],
      ['can1 Box.Two.Voltage', 12_800],
    ]);
    expect(codes).toEqual(['Box.Two.State: Failure']);
    expect(left).toEqual({});
  });

  test.each([
    ['a header that is not defined', [...unknown, ...one], { unknown_rule: 1 }],
    ['an end in the middle of a PDU', [...one, ...two.slice(0, 6)], { cut_off: 1 }],
    ['an end in the middle of a header', [...one, ...two.slice(0, 3)], { cut_off: 1 }],
    ['zeros', [...one, 0, 0, 0, 0, 0], { padding: 1 }],
    ['another byte up to the end', [...one, 0xcc, 0xcc, 0xcc, 0xcc, 0xcc], { padding: 1 }],
    ['filling shorter than a header', [...one, 0x55], { padding: 1 }],
  ])('are decoded beside %s, which is counted', async (_, data, left) => {
    expect(await read(container, data)).toMatchObject({
      fields: { 'One.Voltage': 12, 'One.State': 0 },
      left,
    });
  });

  test('that come twice in a frame count twice, and the last is that of the message', async () => {
    const again = [...one.slice(0, 4), 0x64, 0, 0];
    const { fields, sources } = await read(container, [...one, ...again]);
    expect(fields).toMatchObject({ 'One.Voltage': 10 });
    expect(sources).toEqual([['can1 Box.One.Voltage', 10_000]]);
  });

  test('that are shorter than defined have the signals that fit', async () => {
    const { fields } = await read(container, [1, 2, 3, 2, 0x78, 0, ...two]);
    expect(fields).toEqual({ 'One.Voltage': 12, 'Two.Voltage': 12.8, 'Two.State': 3 });
  });

  test('behind long headers of either byte order', async () => {
    const long: SampleContainer = { ...container, header: 'LONG-HEADER' };
    const first = await read(long, [0, 1, 2, 3, 0, 0, 0, 3, 0x78, 0, 0]);
    expect(first.fields).toEqual({ 'One.Voltage': 12, 'One.State': 0 });
    const last = await read(long, [3, 2, 1, 0, 3, 0, 0, 0, 0x78, 0, 0], { littleEndian: true });
    expect(last.fields).toEqual(first.fields);
  });

  test('are not sought in what follows the payload of a secured container', async () => {
    const secured = { ...container, secured: 4 };
    const { fields, left } = await read(secured, [...one, 0xde, 0xad, 0xbe, 0xef]);
    expect(fields).toEqual({ 'One.Voltage': 12, 'One.State': 0 });
    expect(left).toEqual({});
  });

  test('without headers are where they are defined, and there while their update bit is set', async () => {
    const placed: SampleContainer = {
      ...container,
      header: 'NO-HEADER',
      pdus: [
        { name: 'One', offset: 0, updateBit: 48, length: 3, signals },
        { name: 'Two', offset: 3, updateBit: 49, length: 3, signals },
      ],
    };
    const { fields } = await read(placed, [0x78, 0, 0, 0x80, 0, 3, 0b10, 0]);
    expect(fields).toEqual({ One_update: 0, Two_update: 1, 'Two.Voltage': 12.8, 'Two.State': 3 });
  });

  test('that are defined wrongly are named, and the others used', () => {
    const text = database(container).toString();
    const parse = (each: string) => parseDatabase(Buffer.from(each));
    expect(parse(text)).toMatchObject({ problems: [], notRead: new Map() });
    const same = parse(text.replaceAll('>66051<', '>658188<'));
    expect(same.problems).toMatchObject([
      { message: 'frame Box: its PDU Two has no header identifier of its own' },
    ]);
    expect(same.messages[0]?.signals.map(({ pdu }) => pdu?.name)).toEqual(['One', 'One']);
    const other = parse(text.replace('SHORT-HEADER</HEADER-TYPE>', 'NEW-HEADER</HEADER-TYPE>'));
    expect(other.problems).toMatchObject([
      { message: 'frame Box: its container has no header type that is known: "NEW-HEADER"' },
    ]);
    const missing = parse(text.replace('CHNL/PT_One<', 'CHNL/PT_None<'));
    expect(missing.problems).toMatchObject([
      { message: 'frame Box: a PDU of its container is not in the file' },
    ]);
  });

  test('of a container in itself end', () => {
    const text = database({
      ...container,
      header: 'NO-HEADER',
      pdus: [{ name: 'One', offset: 0, length: 3, signals: [], secured: 0 }],
    })
      .toString()
      .replace('/Cluster/Car/CHNL/PT_One_payload</PAYLOAD-REF>', '/PDU/Box</PAYLOAD-REF>');
    const { notRead } = parseDatabase(Buffer.from(text));
    expect([...notRead.keys()]).toEqual(['PDUs that are more than 4 deep or 4096 in a frame']);
  });

  test('have no payload where they are only the authenticator of another', () => {
    const text = database(container).toString();
    const secured = text.replace(
      '<PAYLOAD-REF',
      '<USE-AS-CRYPTOGRAPHIC-I-PDU>true</USE-AS-CRYPTOGRAPHIC-I-PDU><PAYLOAD-REF',
    );
    const { messages, problems } = parseDatabase(Buffer.from(secured));
    expect(problems).toEqual([]);
    expect(messages[0]?.signals.map(({ pdu }) => pdu?.name)).toEqual(['One', 'One']);
  });

  test('have names for ranges of values, open or closed', () => {
    const text = database(container)
      .toString()
      .replaceAll(
        '<LOWER-LIMIT>3</LOWER-LIMIT><UPPER-LIMIT>3</UPPER-LIMIT>',
        '<LOWER-LIMIT INTERVAL-TYPE="OPEN">3</LOWER-LIMIT><UPPER-LIMIT INTERVAL-TYPE="CLOSED">6</UPPER-LIMIT>',
      );
    const [message] = parseDatabase(Buffer.from(text)).messages;
    const labels = message?.signals.find(({ name }) => name === 'State')?.labels;
    expect([...(labels ?? [])]).toEqual([
      [0, 'off'],
      [4, 'Failure'],
      [5, 'Failure'],
      [6, 'Failure'],
    ]);
  });
});
