import type { SampleMessage, SampleSignal } from '../dbc/dbc-writer.ts';
import { escapeXml } from './placing.ts';

/** A system description of AUTOSAR 4 for these messages, without multiplexing. */
export function writeArxml(messages: readonly SampleMessage[]): string {
  const all = messages.flatMap((message) =>
    message.signals.map((signal) => ({ id: `${message.name}_${signal.name}`, signal })),
  );
  const packages = [
    pack('Cluster', cluster(messages)),
    pack('Frame', messages.map(frame).join('')),
    pack('PDU', messages.map(pdu).join('')),
    packOfPacks('ISignal', messages),
    pack('Signal', all.map(({ id }) => systemSignal(id)).join('')),
    pack('Method', all.map(({ id, signal }) => method(id, signal)).join('')),
    pack(
      'Unit',
      all
        .map(({ id, signal }) =>
          element('UNIT', id, `<DISPLAY-NAME>${escapeXml(signal.unit ?? '')}</DISPLAY-NAME>`),
        )
        .join(''),
    ),
    pack('Type', baseTypes),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>
<AUTOSAR xmlns="http://autosar.org/schema/r4.0">
  <AR-PACKAGES>${packages.join('\n')}</AR-PACKAGES>
</AUTOSAR>
`;
}

const baseTypes = ['NONE', '2C', 'IEEE754']
  .map((encoding) =>
    element('SW-BASE-TYPE', `T${encoding}`, `<BASE-TYPE-ENCODING>${encoding}</BASE-TYPE-ENCODING>`),
  )
  .join('');

function pack(name: string, elements: string): string {
  return `<AR-PACKAGE><SHORT-NAME>${name}</SHORT-NAME><ELEMENTS>${elements}</ELEMENTS></AR-PACKAGE>`;
}

/** I-signals are named in their messages' packages alone, as their short names are those that tools show. */
function packOfPacks(name: string, messages: readonly SampleMessage[]): string {
  const packs = messages.map((message) =>
    pack(
      message.name,
      message.signals.map((signal) => iSignal(`${message.name}_${signal.name}`, signal)).join(''),
    ),
  );
  return `<AR-PACKAGE><SHORT-NAME>${name}</SHORT-NAME><AR-PACKAGES>${packs.join('')}</AR-PACKAGES></AR-PACKAGE>`;
}

function element(kind: string, name: string, content: string): string {
  return `\n<${kind}><SHORT-NAME>${name}</SHORT-NAME>${content}</${kind}>`;
}

function reference(kind: string, target: string, path: string): string {
  return `<${kind} DEST="${target}">${path}</${kind}>`;
}

function cluster(messages: readonly SampleMessage[]): string {
  const triggerings = messages.map(({ name, id, extended }) =>
    element(
      'CAN-FRAME-TRIGGERING',
      `FT_${name}`,
      `${reference('FRAME-REF', 'CAN-FRAME', `/Frame/${name}`)}<CAN-ADDRESSING-MODE>${extended ? 'EXTENDED' : 'STANDARD'}</CAN-ADDRESSING-MODE><IDENTIFIER>${id}</IDENTIFIER>`,
    ),
  );
  const channel = element(
    'CAN-PHYSICAL-CHANNEL',
    'CHNL',
    `<FRAME-TRIGGERINGS>${triggerings.join('')}</FRAME-TRIGGERINGS>`,
  );
  return element(
    'CAN-CLUSTER',
    'Car',
    `<CAN-CLUSTER-VARIANTS><CAN-CLUSTER-CONDITIONAL><PHYSICAL-CHANNELS>${channel}</PHYSICAL-CHANNELS></CAN-CLUSTER-CONDITIONAL></CAN-CLUSTER-VARIANTS>`,
  );
}

function frame({ name, length }: SampleMessage): string {
  const mapping = element(
    'PDU-TO-FRAME-MAPPING',
    `PF_${name}`,
    `<PACKING-BYTE-ORDER>MOST-SIGNIFICANT-BYTE-LAST</PACKING-BYTE-ORDER>${reference('PDU-REF', 'I-SIGNAL-I-PDU', `/PDU/${name}`)}<START-POSITION>0</START-POSITION>`,
  );
  return element(
    'CAN-FRAME',
    name,
    `<FRAME-LENGTH>${length}</FRAME-LENGTH><PDU-TO-FRAME-MAPPINGS>${mapping}</PDU-TO-FRAME-MAPPINGS>`,
  );
}

function pdu({ name, length, signals }: SampleMessage): string {
  const mappings = signals.map((signal) =>
    element(
      'I-SIGNAL-TO-I-PDU-MAPPING',
      `SP_${signal.name}`,
      `${reference('I-SIGNAL-REF', 'I-SIGNAL', `/ISignal/${name}/${signal.name}`)}<PACKING-BYTE-ORDER>MOST-SIGNIFICANT-BYTE-${signal.bigEndian ? 'FIRST' : 'LAST'}</PACKING-BYTE-ORDER><START-POSITION>${signal.start}</START-POSITION>`,
    ),
  );
  return element(
    'I-SIGNAL-I-PDU',
    name,
    `<LENGTH>${length}</LENGTH><I-SIGNAL-TO-PDU-MAPPINGS>${mappings.join('')}</I-SIGNAL-TO-PDU-MAPPINGS>`,
  );
}

function properties(content: string): string {
  return `<SW-DATA-DEF-PROPS-VARIANTS><SW-DATA-DEF-PROPS-CONDITIONAL>${content}</SW-DATA-DEF-PROPS-CONDITIONAL></SW-DATA-DEF-PROPS-VARIANTS>`;
}

function iSignal(id: string, signal: SampleSignal): string {
  const type = reference('BASE-TYPE-REF', 'SW-BASE-TYPE', `/Type/T${encodingOf(signal)}`);
  return element(
    'I-SIGNAL',
    signal.name,
    `<LENGTH>${signal.size}</LENGTH><NETWORK-REPRESENTATION-PROPS>${properties(type)}</NETWORK-REPRESENTATION-PROPS>${reference('SYSTEM-SIGNAL-REF', 'SYSTEM-SIGNAL', `/Signal/${id}`)}`,
  );
}

function encodingOf({ float, signed }: SampleSignal): string {
  if (float) return 'IEEE754';
  return signed ? '2C' : 'NONE';
}

function systemSignal(id: string): string {
  const content =
    reference('COMPU-METHOD-REF', 'COMPU-METHOD', `/Method/${id}`) +
    reference('UNIT-REF', 'UNIT', `/Unit/${id}`);
  return element('SYSTEM-SIGNAL', id, `<PHYSICAL-PROPS>${properties(content)}</PHYSICAL-PROPS>`);
}

function method(id: string, { factor = 1, offset = 0, values = {} }: SampleSignal): string {
  const limits = (value: string | number) =>
    `<LOWER-LIMIT>${value}</LOWER-LIMIT><UPPER-LIMIT>${value}</UPPER-LIMIT>`;
  const names = Object.entries(values).map(
    ([value, label]) =>
      `<COMPU-SCALE>${limits(value)}<COMPU-CONST><VT>${escapeXml(label)}</VT></COMPU-CONST></COMPU-SCALE>`,
  );
  const coefficients = `<COMPU-NUMERATOR><V>${offset}</V><V>${factor}</V></COMPU-NUMERATOR><COMPU-DENOMINATOR><V>1</V></COMPU-DENOMINATOR>`;
  const linear = `<COMPU-SCALE><COMPU-RATIONAL-COEFFS>${coefficients}</COMPU-RATIONAL-COEFFS></COMPU-SCALE>`;
  return element(
    'COMPU-METHOD',
    id,
    `<CATEGORY>${names.length > 0 ? 'SCALE_LINEAR_AND_TEXTTABLE' : 'LINEAR'}</CATEGORY><COMPU-INTERNAL-TO-PHYS><COMPU-SCALES>${linear}${names.join('')}</COMPU-SCALES></COMPU-INTERNAL-TO-PHYS>`,
  );
}
