export interface SampleSignal {
  name: string;
  /** Start bit and length as the format counts them. */
  start: number;
  size: number;
  bigEndian?: boolean;
  signed?: boolean;
  float?: boolean;
  factor?: number;
  offset?: number;
  unit?: string;
  /** `M`, `m3`, `m3M`. */
  multiplex?: string;
  /** Extended multiplexing: the switch, and its values for which the signal is present. */
  selectedBy?: { name: string; ranges: [number, number][] };
  values?: Record<number, string>;
  spn?: number;
}

export interface SampleMessage {
  /** 11 or 29 bits. */
  id: number;
  extended?: boolean;
  name: string;
  /** Bytes. */
  length: number;
  j1939?: boolean;
  comment?: string;
  signals: SampleSignal[];
}

/** Maximum characters of a name in a statement; a longer one is written in full into an attribute. */
const longestName = 32;

const head = `VERSION "1.0"


NS_ :
\tCM_
\tBA_DEF_
\tBA_
\tVAL_
\tBA_DEF_DEF_
\tVAL_TABLE_
\tSIG_VALTYPE_
\tSG_MUL_VAL_

BS_:

BU_: Gateway Engine

`;

const attributes = `BA_DEF_ BO_ "VFrameFormat" ENUM "StandardCAN","ExtendedCAN","reserved","J1939PG";
BA_DEF_ BO_ "SystemMessageLongSymbol" STRING ;
BA_DEF_ SG_ "SystemSignalLongSymbol" STRING ;
BA_DEF_ SG_ "SPN" INT 0 524287;
BA_DEF_DEF_ "VFrameFormat" "StandardCAN";
BA_DEF_DEF_ "SystemMessageLongSymbol" "";
BA_DEF_DEF_ "SystemSignalLongSymbol" "";
BA_DEF_DEF_ "SPN" 0;
`;

/** The text of a DBC as tools write it ("DBC File Format Documentation", Vector). */
export function writeDbc(messages: readonly SampleMessage[]): string {
  const parts: Parts = { definitions: [], comments: [], values: [], types: [], selections: [] };
  for (const message of messages) addMessage(parts, message);
  const { definitions, comments, values, types, selections } = parts;
  return `${head}${[...definitions, ...comments].join('\n')}\n${attributes}${[...values, ...types, ...selections].join('\n')}\n`;
}

/** Statements of one kind follow each other in the file. */
interface Parts {
  definitions: string[];
  comments: string[];
  values: string[];
  types: string[];
  selections: string[];
}

function addMessage(parts: Parts, message: SampleMessage): void {
  const { definitions, comments, values } = parts;
  const id = message.id + (message.extended ? 2 ** 31 : 0);
  definitions.push(`BO_ ${id} ${short(message.name)}: ${message.length} Engine`);
  if (message.comment) comments.push(`CM_ BO_ ${id} "${message.comment}";`);
  if (message.extended) values.push(`BA_ "VFrameFormat" BO_ ${id} ${message.j1939 ? 3 : 1};`);
  values.push(...longSymbol('SystemMessageLongSymbol', `BO_ ${id}`, message.name));
  for (const signal of message.signals) addSignal(parts, id, signal);
  definitions.push('');
}

function addSignal(
  { definitions, values, types, selections }: Parts,
  id: number,
  signal: SampleSignal,
): void {
  const name = short(signal.name);
  definitions.push(` ${signalLine(name, signal)}`);
  values.push(...longSymbol('SystemSignalLongSymbol', `SG_ ${id} ${name}`, signal.name));
  if (signal.spn !== undefined) values.push(`BA_ "SPN" SG_ ${id} ${name} ${signal.spn};`);
  if (signal.float) types.push(`SIG_VALTYPE_ ${id} ${name} : ${signal.size === 32 ? 1 : 2};`);
  const labels = Object.entries(signal.values ?? {}).map(([raw, label]) => `${raw} "${label}"`);
  if (labels.length > 0) types.push(`VAL_ ${id} ${name} ${labels.join(' ')} ;`);
  if (!signal.selectedBy) return;
  const ranges = signal.selectedBy.ranges.map(([from, to]) => `${from}-${to}`).join(', ');
  selections.push(`SG_MUL_VAL_ ${id} ${name} ${short(signal.selectedBy.name)} ${ranges};`);
}

function signalLine(name: string, signal: SampleSignal): string {
  const role = signal.multiplex ? `${name} ${signal.multiplex}` : name;
  const order = `${signal.bigEndian ? 0 : 1}${signal.signed ? '-' : '+'}`;
  const scale = `(${signal.factor ?? 1},${signal.offset ?? 0})`;
  return `SG_ ${role} : ${signal.start}|${signal.size}@${order} ${scale} [0|0] "${signal.unit ?? ''}" Gateway`;
}

function short(name: string): string {
  return name.slice(0, longestName);
}

function longSymbol(attribute: string, object: string, name: string): string[] {
  return name.length > longestName ? [`BA_ "${attribute}" ${object} "${name}";`] : [];
}
