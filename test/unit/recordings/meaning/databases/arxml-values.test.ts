import { describe, expect, test } from 'vitest';
import type { TimedFrame } from '../../../../../samples/can/can-event.ts';
import { element, pack, reference } from '../../../../../samples/databases/arxml-elements.ts';
import { writeArxml } from '../../../../../samples/databases/write-arxml.ts';
import type { MessageDefinition } from '../../../../../src/recordings/meaning/dbc/can-database.ts';
import { openDatabase } from '../../../../../src/recordings/meaning/dbc/open-database.ts';
import { signalFields } from '../../../../../src/recordings/meaning/dbc/signal-fields.ts';
import { feed, onBus } from '../../../../support/recordings/feed.ts';

const open = (text: string, name = 'car.arxml') => openDatabase(name, Buffer.from(text));
const oneSignal = (name: string, more = {}) => [
  { id: 0x100, name: 'M', length: 2, signals: [{ name, start: 0, size: 8, unit: 'degC', ...more }] },
];
const frame = (at: number, ...data: number[]): TimedFrame => ({
  ...{ at, id: 0x100, extended: false },
  data: Uint8Array.from(data),
});

describe('an ARXML', () => {
  const limits = (from: string, to: string) =>
    `<LOWER-LIMIT INTERVAL-TYPE="CLOSED">${from}</LOWER-LIMIT><UPPER-LIMIT INTERVAL-TYPE="OPEN">${to}</UPPER-LIMIT>`;
  const linear = (range: string, offset: number, factor: number) =>
    `<COMPU-SCALE>${range}<COMPU-RATIONAL-COEFFS><COMPU-NUMERATOR><V>${offset}</V><V>${factor}</V></COMPU-NUMERATOR><COMPU-DENOMINATOR><V>1</V></COMPU-DENOMINATOR></COMPU-RATIONAL-COEFFS></COMPU-SCALE>`;
  const constant = `<COMPU-SCALE>${limits('240', '250')}<COMPU-CONST><V>7</V></COMPU-CONST></COMPU-SCALE>`;

  test('has scales in segments; what is in none of them has no figure', () => {
    const scales = linear(limits('0', '200'), -40, 0.5) + linear(limits('200', '240'), -340, 2) + constant;
    const text = writeArxml(oneSignal('Oil'))
      .replace('LINEAR</CATEGORY>', 'SCALE_LINEAR</CATEGORY>')
      .replace(/<COMPU-SCALES>.*?<\/COMPU-SCALES>/s, `<COMPU-SCALES>${scales}</COMPU-SCALES>`);
    const database = open(text);
    const { read } = signalFields(database.messages[0] as MessageDefinition);
    const values = [0, 199, 200, 239, 240, 250].map((raw) => read(Uint8Array.of(raw, 0)).Oil);
    expect(values).toEqual([-40, 59.5, 60, 138, 7, undefined]);
    const { metrics, omitted } = feed(onBus([frame(0, 100), frame(1, 220), frame(2, 255)]), [database]);
    expect(metrics.filter(({ name }) => name !== 'signal')).toMatchObject([
      { count: 2, min_milli: 10_000, max_milli: 100_000 },
    ]);
    expect(omitted.values).toEqual({ unknown_rule: 1 });
  });

  test('calls a raw value invalid', () => {
    const invalid =
      '<INVALID-VALUE><NUMERICAL-VALUE-SPECIFICATION><VALUE>255</VALUE></NUMERICAL-VALUE-SPECIFICATION></INVALID-VALUE>';
    const text = writeArxml(oneSignal('Oil')).replace(/(\/Type\/TNONE<\/BASE-TYPE-REF>)/, `$1${invalid}`);
    const { metrics, omitted } = feed(onBus([frame(0, 100), frame(1, 255)]), [open(text)]);
    expect(metrics).toMatchObject([{ count: 1, max_milli: 100_000 }]);
    expect(omitted.values).toEqual({ marked_invalid: 1 });
  });

  test('of release 3 says by the data type what is signed, a float and invalid', () => {
    const types = [
      element(
        'INTEGER-TYPE',
        'Int',
        '<SW-DATA-DEF-PROPS><INVALID-VALUE><INTEGER-LITERAL><SHORT-NAME>SNA</SHORT-NAME><VALUE>-128</VALUE></INTEGER-LITERAL></INVALID-VALUE></SW-DATA-DEF-PROPS><LOWER-LIMIT>-128</LOWER-LIMIT>',
      ),
      element('REAL-TYPE', 'Real', '<ENCODING>SINGLE</ENCODING>'),
    ];
    const signal = (name: string, type: string, size: number) =>
      element(
        'SYSTEM-SIGNAL',
        `S${name}`,
        `${reference('DATA-TYPE-REF', 'INTEGER-TYPE', `/P/${type}`)}<LENGTH>${size}</LENGTH>`,
      ) + element('I-SIGNAL', name, reference('SYSTEM-SIGNAL-REF', 'SYSTEM-SIGNAL', `/P/S${name}`));
    const mapping = (name: string, start: number) =>
      element(
        'I-SIGNAL-TO-I-PDU-MAPPING',
        `m${name}`,
        `${reference('SIGNAL-REF', 'I-SIGNAL', `/P/${name}`)}<PACKING-BYTE-ORDER>MOST-SIGNIFICANT-BYTE-LAST</PACKING-BYTE-ORDER><START-POSITION>${start}</START-POSITION>`,
      );
    const group = element('I-SIGNAL-TO-I-PDU-MAPPING', 'mG', reference('SIGNAL-REF', 'I-SIGNAL', '/P/G'));
    const content = [
      ...types,
      signal('A', 'Int', 8),
      signal('B', 'Real', 32),
      element('SYSTEM-SIGNAL-GROUP', 'SG', ''),
      element('I-SIGNAL', 'G', reference('SYSTEM-SIGNAL-REF', 'SYSTEM-SIGNAL-GROUP', '/P/SG')),
      element(
        'SIGNAL-I-PDU',
        'Pdu',
        `<SIGNAL-TO-PDU-MAPPINGS>${mapping('A', 0)}${mapping('B', 8)}${group}</SIGNAL-TO-PDU-MAPPINGS>`,
      ),
      element(
        'FRAME',
        'F',
        `<FRAME-LENGTH>5</FRAME-LENGTH><PDU-TO-FRAME-MAPPINGS>${element('PDU-TO-FRAME-MAPPING', 'pm', `${reference('PDU-REF', 'SIGNAL-I-PDU', '/P/Pdu')}<START-POSITION>0</START-POSITION>`)}</PDU-TO-FRAME-MAPPINGS>`,
      ),
      element(
        'CAN-CLUSTER',
        'Body',
        `<PHYSICAL-CHANNELS>${element('PHYSICAL-CHANNEL', 'C', `<FRAME-TRIGGERINGSS>${element('CAN-FRAME-TRIGGERING', 'T', `${reference('FRAME-REF', 'FRAME', '/P/F')}<CAN-ADDRESSING-MODE>STANDARD</CAN-ADDRESSING-MODE><IDENTIFIER>256</IDENTIFIER>`)}</FRAME-TRIGGERINGSS>`)}</PHYSICAL-CHANNELS>`,
      ),
    ];
    const { messages } = open(
      `<AUTOSAR xmlns="http://autosar.org/3.2.1"><TOP-LEVEL-PACKAGES>${pack('P', content.join(''))}</TOP-LEVEL-PACKAGES></AUTOSAR>`,
    );
    expect(messages).toMatchObject([
      {
        ...{ id: 0x100, bus: 'Body', length: 5 },
        signals: [
          { name: 'A', size: 8, signed: true, invalid: -128 },
          { name: 'B', size: 32, float: true },
        ],
      },
    ]);
  });
});

describe('an identifier that several buses define', () => {
  const kcd = `<NetworkDefinition><Document/>${['Body', 'Powertrain']
    .map(
      (name, index) =>
        `<Bus name="${name} CAN"><Message id="0x100" name="${name}Status" length="1"><Signal name="Oil" offset="0" length="8"><Value unit="degC" slope="${index + 1}"/></Signal></Message></Bus>`,
    )
    .join('')}</NetworkDefinition>`;
  const database = open(kcd, 'car.kcd');

  test.each([
    ['powertrain', 'PowertrainStatus'],
    ['/can/body', 'BodyStatus'],
    ['Body-CAN', 'BodyStatus'],
    ['CAN 2', 'BodyStatus'],
    ['can0', 'BodyStatus'],
  ])('is on %s that of its bus, or of the first: %s', (bus, name) => {
    expect(database.find(0x100, false, bus)?.name).toBe(name);
    const isNamed = !/\d/.test(bus);
    expect(database.undecided(0x100, false, bus)).toEqual(isNamed ? [] : ['Body CAN', 'Powertrain CAN']);
  });

  test('is said to be undecided, once for a bus', () => {
    const { logs } = feed(onBus([frame(0, 100), frame(1, 110)]), [database]);
    expect(logs.map(({ text }) => text)).toEqual([
      expect.stringMatching(
        /^car\.kcd defines identifiers of .*, such as 0x100, differently for its buses Body CAN, Powertrain CAN\./,
      ),
    ]);
    const same = open(kcd.replaceAll('PowertrainStatus', 'BodyStatus').replace('slope="2"', 'slope="1"'));
    expect(same.undecided(0x100, false, 'can0')).toEqual([]);
  });
});

describe('counters of PDUs in a container', () => {
  test.each([4, 8, 16, 32])('of %d bits show lost frames of each PDU', (size) => {
    const pdus = [1, 2].map((headerId) => ({
      ...{ name: `Pdu${headerId}`, headerId, length: 5 },
      signals: [
        { name: 'CRC', start: 0, size: 8 },
        { name: 'Counter', start: 8, size },
      ],
    }));
    const container = { id: 0x100, name: 'C', length: 32, header: 'SHORT-HEADER' as const, pdus };
    const database = open(writeArxml([], { containers: [container] }));
    const pdu = (id: number, count: number) => {
      const counter = Buffer.alloc(4);
      counter.writeUInt32LE(count % 2 ** size);
      return [0, 0, id, 5, count & 0xff, ...counter];
    };
    const sent = Array.from({ length: 400 }, (_, index) =>
      frame(index / 50, ...pdu(1, index < 100 ? index : index + 2), ...pdu(2, index)),
    );
    const { topics } = feed(onBus(sent), [database]);
    expect(topics[0]?.counter).toMatchObject({ signal: 'Pdu1.Counter', lost: 2, repeated: 0 });
  });
});

test('an LDF with the most significant byte first leaves out signals of several bytes', () => {
  const ldf = `LIN_description_file;\nLIN_sig_byte_order_big_endian;\nSignals { A: 12, 0, M, S; B: 4, 0, M, S; }\nFrames { F: 1, M, 2 { A, 0; B, 12; } }\n`;
  expect(open(ldf, 'door.ldf').linFrames[0]?.signals.map(({ name }) => name)).toEqual(['B']);
});
