import { describe, expect, test } from 'vitest';
import { sampleDatabases, sampleLdf } from '../../../../../samples/databases/sample-databases.ts';
import { writeArxml } from '../../../../../samples/databases/write-arxml.ts';
import { writeDbf } from '../../../../../samples/databases/write-dbf.ts';
import { writeKcd } from '../../../../../samples/databases/write-kcd.ts';
import { writeSym } from '../../../../../samples/databases/write-sym.ts';
import { type SampleMessage, writeDbc } from '../../../../../samples/dbc/dbc-writer.ts';
import { layoutMessages } from '../../../../../samples/dbc/layout-messages.ts';
import { vehicleMessages } from '../../../../../samples/dbc/vehicle-messages.ts';
import { bufferSource } from '../../../../../src/recordings/bytes/byte-source.ts';
import { detectFormat } from '../../../../../src/recordings/formats/detect.ts';
import { parseDatabase } from '../../../../../src/recordings/meaning/databases/parse-database.ts';
import type { MessageDefinition } from '../../../../../src/recordings/meaning/dbc/can-database.ts';
import { openDatabase } from '../../../../../src/recordings/meaning/dbc/open-database.ts';
import { parseDbc } from '../../../../../src/recordings/meaning/dbc/parse-dbc.ts';
import { summariseFile } from '../../../../../src/recordings/summarise-file.ts';
import { summarise } from '../../../../support/recordings/summarise.ts';

const parse = (text: string) => parseDatabase(Buffer.from(text));

/** What all formats say about messages: J1939 and its parameter numbers are DBC's alone. */
function common(messages: readonly MessageDefinition[]): unknown[] {
  return messages.map(({ name, id, extended, length, signals }) => ({
    ...{ name, id, extended, length },
    signals: signals
      .map(({ spn, selection, float, signed, labels, ...rest }) => ({
        ...rest,
        ...{ float, signed: signed && !float, labels: labels ?? new Map() },
        selected: selection?.ranges,
        by: selection && signals[selection.by]?.name,
      }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  }));
}

const isSimple = ({ signals }: SampleMessage) =>
  signals.every(({ multiplex, selectedBy }) => selectedBy === undefined && !/^m\d+M$/.test(multiplex ?? ''));
const isPlain = ({ signals }: SampleMessage) => signals.every(({ multiplex }) => multiplex === undefined);

const multiplexed = layoutMessages.filter(isSimple);
const plain = [...vehicleMessages, ...layoutMessages.filter(isPlain)];

describe('a database means the same in', () => {
  test.each([
    ['KCD', writeKcd, [...vehicleMessages, ...multiplexed]],
    ['SYM', writeSym, [...vehicleMessages, ...multiplexed]],
    ['DBF', writeDbf, [...vehicleMessages, ...multiplexed]],
    ['ARXML', writeArxml, plain],
  ])('%s as in a DBC', (_, write, messages) => {
    const other = parse(write(messages));
    expect(other).toMatchObject({ problems: [], exceeded: [], notRead: new Map() });
    expect(common(other.messages)).toEqual(common(parseDbc(Buffer.from(writeDbc(messages))).messages));
  });

  test.each(['kcd', 'sym', 'dbf', 'arxml'] as const)('a trace, with .%s as with .dbc', async (ending) => {
    const trace = Buffer.from(
      'date Sat Mar 14 08:00:00 2026\nbase hex timestamps absolute\n   0.100000 1 1A1 Rx d 7 00 10 5A 01 00 8A 00\n   0.200000 1 C9 Rx d 8 00 00 13 88 00 00 00 00\n',
    );
    const read = async (name: string, bytes: Uint8Array) => {
      const { metrics, databases } = await summariseFile(bufferSource(trace), {
        databases: [openDatabase(name, bytes)],
      });
      return { metrics, identifiers: databases?.[0]?.identifiers };
    };
    const named = await read('car.dbc', Buffer.from(writeDbc(vehicleMessages)));
    expect(named.metrics.length).toBeGreaterThan(2);
    expect(await read(`car.${ending}`, sampleDatabases[ending]())).toEqual(named);
  });
});

describe('each format', () => {
  test.each(['kcd', 'arxml', 'sym', 'dbf', 'ldf'] as const)(
    '.%s is known by its first bytes, and has a verdict',
    async (ending) => {
      const bytes = sampleDatabases[ending]();
      const withMark = Buffer.concat([Buffer.from('\ufeff'), bytes]);
      for (const each of [bytes, withMark])
        expect(detectFormat(each.subarray(0, 4_096)).reader?.format).toBe(ending);
      const { verdict, format, message_count } = await summarise(bytes);
      expect({ code: verdict.code, format, message_count }).toEqual({
        code: 'ok',
        format: ending,
        message_count: 0,
      });
      expect(verdict.message).toMatch(
        /^This CAN database was read: it defines \d+ (?:messages|LIN frames) with \d+ signals\.$/,
      );
    },
  );

  test('is none of them where the words stand elsewhere', () => {
    for (const text of [
      '<html><AUTOSAR></html>',
      '# FormatVersion=6.0',
      'x LIN_description_file;',
      '<AUTOSARX>',
    ])
      expect(['companion', undefined]).toContain(detectFormat(Buffer.from(text)).reader?.format);
  });

  test('says what of it is damaged or not read, and uses the rest', async () => {
    const kcd = await summarise(Buffer.from(writeKcd(vehicleMessages).replace('id="0xc9"', 'id="none"')));
    expect(kcd.verdict).toMatchObject({ code: 'corrupt', salvaged_messages: vehicleMessages.length - 1 });
    expect(kcd.verdict.message).toMatch(/message Speed_01 has no valid identifier/);
    const text = writeArxml(vehicleMessages);
    const cut = await summarise(Buffer.from(text.slice(0, text.length - 400)));
    expect(cut.verdict).toMatchObject({ code: 'corrupt' });
    expect(cut.verdict.message).toMatch(/the XML is not well-formed/);
    const other = writeArxml(vehicleMessages).replaceAll('<CATEGORY>LINEAR', '<CATEGORY>TAB_NOINTP');
    const { verdict } = await summarise(Buffer.from(other));
    expect(verdict.code).toBe('unsupported');
    expect(verdict.message).toMatch(/Not read: \d+ × signals with a COMPU-METHOD of category TAB_NOINTP\./);
    const sym = parse(
      'FormatVersion=6.0\n{SENDRECEIVE}\n[A]\nID=1h\nVar=B unsigned 0,0\nVar=C unsigned 0,8\n',
    );
    expect(sym.problems).toMatchObject([
      { line: 5, message: 'Var=B unsigned 0,0: signal B: there is no valid length' },
    ]);
    expect(sym.messages[0]?.signals.map(({ name }) => name)).toEqual(['C']);
  });
});

describe('KCD', () => {
  test('names groups of values, and counts a message as long as its signals need', () => {
    const [message] = parse(`<NetworkDefinition><Bus name="a"><Message id="1" name="M" length="auto">
      <Signal name="S" offset="4" length="13"><LabelSet><Label name="off" value="0"/><LabelGroup name="fault" from="6" to="7"/></LabelSet></Signal>
    </Message></Bus></NetworkDefinition>`).messages;
    expect(message).toMatchObject({ id: 1, extended: false, length: 3 });
    expect([...(message?.signals[0]?.labels ?? [])]).toEqual([
      [0, 'off'],
      [6, 'fault'],
      [7, 'fault'],
    ]);
  });

  test('has no entities but those of XML', () => {
    const text = `<!DOCTYPE NetworkDefinition [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>
      <NetworkDefinition><Bus name="a"><Message id="1" name="M&amp;N" length="1"/><Message id="2" name="&b;" length="1"/></Bus></NetworkDefinition>`;
    const { messages, problems } = parse(text.replace(/<!DOCTYPE[^\]]*\]>/, ''));
    expect(messages.map(({ name }) => name)).toEqual(['M&N']);
    expect(problems).toMatchObject([{ message: 'the XML is not well-formed: Invalid character entity' }]);
  });
});

describe('SYM', () => {
  test('has identifiers of a range, texts, version 5 and comments', () => {
    const text = `FormatVersion=5.0 // Do not edit this line!
Title="x // y"

{ENUMS}
enum State(0="off", // nothing
  1="on // really")

{SENDRECEIVE}
["A B"]
ID=10h-12h // three
DLC=4
CycleTime=100 -p
Var="S 1" State 0,2 -m	// a state
Var=Name string 8,16
`;
    const { messages, problems } = parse(text);
    expect(problems).toEqual([]);
    expect(messages.map(({ id, name, length }) => [id, name, length])).toEqual([
      [0x10, 'A B', 4],
      [0x11, 'A B', 4],
      [0x12, 'A B', 4],
    ]);
    expect(messages[0]?.signals).toMatchObject([
      { name: 'S 1', startBit: 7, size: 2, bigEndian: true },
      { name: 'Name', unit: 'text' },
    ]);
    expect([...(messages[0]?.signals[0]?.labels ?? [])]).toEqual([
      [0, 'off'],
      [1, 'on // really'],
    ]);
  });
});

describe('ARXML', () => {
  test('has multiplexed and secured PDUs, relative references and PDUs behind others', () => {
    const named = (kind: string, name: string, content = '') =>
      `<${kind}><SHORT-NAME>${name}</SHORT-NAME>${content}</${kind}>`;
    const signal = (name: string, start: number) =>
      `<I-SIGNAL-TO-I-PDU-MAPPING><SHORT-NAME>m${name}</SHORT-NAME><I-SIGNAL-REF DEST="I-SIGNAL">/P/${name}</I-SIGNAL-REF><START-POSITION>${start}</START-POSITION></I-SIGNAL-TO-I-PDU-MAPPING>`;
    const pdu = (name: string, ...signals: string[]) =>
      named(
        'I-SIGNAL-I-PDU',
        name,
        `<I-SIGNAL-TO-PDU-MAPPINGS>${signals.join('')}</I-SIGNAL-TO-PDU-MAPPINGS>`,
      );
    const alternative = (code: number, path: string) =>
      `<DYNAMIC-PART-ALTERNATIVE><I-PDU-REF DEST="I-SIGNAL-I-PDU">/P/${path}</I-PDU-REF><SELECTOR-FIELD-CODE>${code}</SELECTOR-FIELD-CODE></DYNAMIC-PART-ALTERNATIVE>`;
    const content = [
      named('REFERENCE-BASES-HOLDER', 'x'),
      ...['A', 'B', 'C'].map((name) => named('I-SIGNAL', name, '<LENGTH>8</LENGTH>')),
      pdu('One', signal('A', 8)),
      pdu('Two', signal('B', 8)),
      pdu('Last', signal('C', 0)),
      named('PDU-TRIGGERING', 'T', '<I-PDU-REF DEST="I-SIGNAL-I-PDU">Last</I-PDU-REF>'),
      named('SECURED-I-PDU', 'Safe', '<PAYLOAD-REF DEST="PDU-TRIGGERING">/P/T</PAYLOAD-REF>'),
      named(
        'MULTIPLEXED-I-PDU',
        'Mux',
        `<DYNAMIC-PARTS><DYNAMIC-PART><DYNAMIC-PART-ALTERNATIVES>${alternative(1, 'One')}${alternative(2, 'Two')}</DYNAMIC-PART-ALTERNATIVES></DYNAMIC-PART></DYNAMIC-PARTS><SELECTOR-FIELD-LENGTH>4</SELECTOR-FIELD-LENGTH><SELECTOR-FIELD-START-POSITION>0</SELECTOR-FIELD-START-POSITION>`,
      ),
      named(
        'CAN-FRAME',
        'F',
        `<FRAME-LENGTH>8</FRAME-LENGTH><PDU-TO-FRAME-MAPPINGS>
          <PDU-TO-FRAME-MAPPING><PDU-REF DEST="MULTIPLEXED-I-PDU">/P/Mux</PDU-REF><START-POSITION>0</START-POSITION></PDU-TO-FRAME-MAPPING>
          <PDU-TO-FRAME-MAPPING><PDU-REF DEST="SECURED-I-PDU">/P/Safe</PDU-REF><START-POSITION>16</START-POSITION></PDU-TO-FRAME-MAPPING>
        </PDU-TO-FRAME-MAPPINGS>`,
      ),
      named(
        'CAN-FRAME-TRIGGERING',
        'FT',
        '<FRAME-REF DEST="CAN-FRAME">/P/F</FRAME-REF><IDENTIFIER>0x123</IDENTIFIER>',
      ),
      '<REFERENCE-BASE><SHORT-LABEL>b</SHORT-LABEL><IS-DEFAULT>true</IS-DEFAULT><PACKAGE-REF DEST="AR-PACKAGE">/P</PACKAGE-REF></REFERENCE-BASE>',
    ];
    const { messages, problems } = parse(
      `<AUTOSAR><AR-PACKAGES>${named('AR-PACKAGE', 'P', content.join('\n'))}</AR-PACKAGES></AUTOSAR>`,
    );
    expect(problems).toEqual([]);
    expect(messages).toMatchObject([{ name: 'F', id: 0x123, extended: false, length: 8 }]);
    expect(
      messages[0]?.signals.map(({ name, startBit, selection }) => [name, startBit, selection?.ranges]),
    ).toEqual([
      ['F_selector1', 0, undefined],
      ['A', 8, [[1, 1]]],
      ['B', 8, [[2, 2]]],
      ['C', 16, undefined],
    ]);
  });
});

describe('LDF', () => {
  test('names the frames of LIN in traces, as ldfparser 0.26.0 does', async () => {
    const trace = Buffer.from(
      'date Sat Mar 14 08:00:00 2026\nbase hex timestamps absolute\n   0.100000 Li 11 Rx 2 78 00\n   0.150000 Li 12 Rx 8 2C 13 01 02 03 04 05 06\n   0.200000 Li 11 Rx 2 ff 80\n   0.300000 Li 12 Rx 8 2C 33 01 02 03 04 05 06\n',
    );
    const database = openDatabase('climate.ldf', Buffer.from(sampleLdf));
    const { metrics, codes, databases, topics, omitted } = await summariseFile(bufferSource(trace), {
      databases: [database],
    });
    // ldfparser: CabinTemp 20.0 degC, then "invalid"; FanSpeed 1624 rpm; FanState "on", then "fault".
    expect(
      metrics.map(({ name, source, min_milli, max_milli }) => [name, source, min_milli, max_milli]),
    ).toEqual([
      ['signal', 'LIN 1 Fan_01.FanSpeed', 1_624_000, 1_624_000],
      ['temperature_celsius', 'LIN 1 Climate_01.CabinTemp', 20_000, 20_000],
    ]);
    expect(codes).toMatchObject([{ code: 'Fan_01.FanState: fault', source: 'dbc' }]);
    expect(omitted.values).toMatchObject({ marked_invalid: 1 });
    expect(databases).toMatchObject([{ name: 'climate.ldf', identifiers: 2 }]);
    expect(topics.map(({ name, type }) => [name, type])).toEqual([
      ['LIN 1 0x11', 'Climate_01'],
      ['LIN 1 0x12', 'Fan_01'],
    ]);
  });
});
