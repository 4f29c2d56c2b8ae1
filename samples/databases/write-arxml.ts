import type { SampleMessage, SampleSignal } from '../dbc/dbc-writer.ts';
import { element, pack, reference } from './arxml-elements.ts';
import { escapeXml } from './placing.ts';
import type { SampleContainer, SampleContainers, SamplePdu } from './sample-container.ts';

/** A system description of AUTOSAR 4 for these messages and containers, without multiplexing. */
export function writeArxml(
  plain: readonly SampleMessage[],
  { containers, littleEndian = false }: SampleContainers = { containers: [] },
): string {
  const inside = containers.flatMap(({ pdus }) => pdus);
  const messages = [...plain, ...inside];
  const all = messages.flatMap((message) =>
    message.signals.map((signal) => ({ id: `${message.name}_${signal.name}`, signal })),
  );
  const packages = [
    pack('Cluster', cluster([...plain, ...containers], containers)),
    pack(
      'Frame',
      [...plain.map((each) => frame(each)), ...containers.map((each) => frame(each, kindOf(each)))].join(''),
    ),
    pack('PDU', [...plain.map((each) => pdu(each)), ...containers.map(containerPdus)].join('')),
    pack('System', element('SYSTEM', 'S', headerOrder(littleEndian))),
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

/** I-signals are named in their messages' packages alone, as their short names are those that tools show. */
function packOfPacks(name: string, messages: readonly Omit<SampleMessage, 'id'>[]): string {
  const packs = messages.map((message) =>
    pack(
      message.name,
      message.signals.map((signal) => iSignal(`${message.name}_${signal.name}`, signal)).join(''),
    ),
  );
  return `<AR-PACKAGE><SHORT-NAME>${name}</SHORT-NAME><AR-PACKAGES>${packs.join('')}</AR-PACKAGES></AR-PACKAGE>`;
}

function cluster(
  messages: readonly Pick<SampleMessage, 'name' | 'id' | 'extended'>[],
  containers: readonly SampleContainer[],
): string {
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
    `<FRAME-TRIGGERINGS>${triggerings.join('')}</FRAME-TRIGGERINGS>${pduTriggerings(containers)}`,
  );
  return element(
    'CAN-CLUSTER',
    'Car',
    `<CAN-CLUSTER-VARIANTS><CAN-CLUSTER-CONDITIONAL><PHYSICAL-CHANNELS>${channel}</PHYSICAL-CHANNELS></CAN-CLUSTER-CONDITIONAL></CAN-CLUSTER-VARIANTS>`,
  );
}

/** Of the PDUs in containers, and of the payloads of secured ones. */
function pduTriggerings(containers: readonly SampleContainer[]): string {
  const all = containers.flatMap((container) => [container, ...container.pdus]);
  const triggerings = all.flatMap(({ secured, ...pdu }) => {
    const plain = kindOf(pdu);
    if (secured === undefined) return [triggering(pdu.name, plain)];
    return [triggering(pdu.name, 'SECURED-I-PDU'), triggering(`${pdu.name}_payload`, plain)];
  });
  return `<PDU-TRIGGERINGS>${triggerings.join('')}</PDU-TRIGGERINGS>`;
}

function triggering(name: string, kind: string): string {
  return element('PDU-TRIGGERING', `PT_${name}`, reference('I-PDU-REF', kind, `/PDU/${name}`));
}

function kindOf(pdu: SampleContainer | SamplePdu): string {
  if (pdu.secured !== undefined) return 'SECURED-I-PDU';
  return 'pdus' in pdu ? 'CONTAINER-I-PDU' : 'I-SIGNAL-I-PDU';
}

function headerOrder(littleEndian: boolean): string {
  return `<CONTAINER-I-PDU-HEADER-BYTE-ORDER>MOST-SIGNIFICANT-BYTE-${littleEndian ? 'LAST' : 'FIRST'}</CONTAINER-I-PDU-HEADER-BYTE-ORDER>`;
}

function frame({ name, length }: { name: string; length: number }, kind = 'I-SIGNAL-I-PDU'): string {
  const mapping = element(
    'PDU-TO-FRAME-MAPPING',
    `PF_${name}`,
    `<PACKING-BYTE-ORDER>MOST-SIGNIFICANT-BYTE-LAST</PACKING-BYTE-ORDER>${reference('PDU-REF', kind, `/PDU/${name}`)}<START-POSITION>0</START-POSITION>`,
  );
  return element(
    'CAN-FRAME',
    name,
    `<FRAME-LENGTH>${length}</FRAME-LENGTH><PDU-TO-FRAME-MAPPINGS>${mapping}</PDU-TO-FRAME-MAPPINGS>`,
  );
}

/** A container and the PDUs in it. */
function containerPdus(container: SampleContainer): string {
  const { name, length, header, pdus, secured } = container;
  const references = pdus.map((each) =>
    reference('CONTAINED-PDU-TRIGGERING-REF', 'PDU-TRIGGERING', `/Cluster/Car/CHNL/PT_${each.name}`),
  );
  const content = `<LENGTH>${length - (secured ?? 0)}</LENGTH><CONTAINED-PDU-TRIGGERING-REFS>${references.join('')}</CONTAINED-PDU-TRIGGERING-REFS><HEADER-TYPE>${header}</HEADER-TYPE>`;
  const own = withSecurity(
    'CONTAINER-I-PDU',
    { name, length: length - (secured ?? 0), secured },
    content,
    '',
  );
  return [own, ...pdus.map((each) => pdu(each, containedProperties(each)))].join('');
}

function containedProperties({ headerId, offset, updateBit }: SamplePdu): string {
  const parts = [
    headerId !== undefined &&
      `<HEADER-ID-LONG-HEADER>${headerId}</HEADER-ID-LONG-HEADER><HEADER-ID-SHORT-HEADER>${headerId}</HEADER-ID-SHORT-HEADER>`,
    offset !== undefined && `<OFFSET>${offset}</OFFSET>`,
    updateBit !== undefined &&
      `<UPDATE-INDICATION-BIT-POSITION>${updateBit}</UPDATE-INDICATION-BIT-POSITION>`,
  ];
  return `<CONTAINED-I-PDU-PROPS>${parts.filter(Boolean).join('')}</CONTAINED-I-PDU-PROPS>`;
}

/** A PDU, or a secured one of its name whose payload it is. */
function withSecurity(
  kind: string,
  { name, length, secured }: { name: string; length: number; secured?: number | undefined },
  content: string,
  properties: string,
): string {
  if (secured === undefined) return element(kind, name, properties + content);
  const payload = element(kind, `${name}_payload`, content);
  return (
    payload +
    element(
      'SECURED-I-PDU',
      name,
      `<LENGTH>${length + secured}</LENGTH>${properties}${reference('PAYLOAD-REF', 'PDU-TRIGGERING', `/Cluster/Car/CHNL/PT_${name}_payload`)}`,
    )
  );
}

function pdu({ name, length, signals, secured }: SamplePdu, properties = ''): string {
  const mappings = signals.map((signal) =>
    element(
      'I-SIGNAL-TO-I-PDU-MAPPING',
      `SP_${signal.name}`,
      `${reference('I-SIGNAL-REF', 'I-SIGNAL', `/ISignal/${name}/${signal.name}`)}<PACKING-BYTE-ORDER>MOST-SIGNIFICANT-BYTE-${signal.bigEndian ? 'FIRST' : 'LAST'}</PACKING-BYTE-ORDER><START-POSITION>${signal.start}</START-POSITION>`,
    ),
  );
  return withSecurity(
    'I-SIGNAL-I-PDU',
    { name, length, secured },
    `<LENGTH>${length}</LENGTH><I-SIGNAL-TO-PDU-MAPPINGS>${mappings.join('')}</I-SIGNAL-TO-PDU-MAPPINGS>`,
    properties,
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
