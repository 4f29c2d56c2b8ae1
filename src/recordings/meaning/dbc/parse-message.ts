import type { DbcDraft, MessageDraft, SignalDraft } from './dbc-draft.ts';
import { dbcLimits } from './dbc-limits.ts';
import { type DbcScanner, statementWords } from './dbc-scanner.ts';

/** What is wrong with a statement, as the end of a sentence; undefined if it was read. */
export type Complaint = string | undefined;

const extendedFlag = 2 ** 31;
/** Bits 31 and 30, or in older files bit 30 and this name: contains signals that belong to no message. */
const independent = 2 ** 31 + 2 ** 30;
const independentName = 'VECTOR__INDEPENDENT_SIG_MSG';
const bits29 = 0x1fff_ffff;

/** `BO_ 2364540158 EEC1: 8 Vector__XXX` */
export function parseMessage(scanner: DbcScanner, draft: DbcDraft): Complaint {
  draft.current = 'lost';
  const id = scanner.integer();
  if (id === undefined || id < 0 || id >= 2 ** 32) return 'the message has no valid identifier';
  const name = scanner.word();
  if (name === undefined) return 'the message has no name';
  if (!scanner.symbol(':')) return `message ${name}: there is no colon after its name`;
  const length = scanner.integer();
  if (length === undefined) return `message ${name}: there is no length`;
  if (!scanner.atLineEnd) scanner.word();
  if (!scanner.atLineEnd) return `message ${name}: there is something after its sender`;
  const message: MessageDraft = {
    name,
    id: id & bits29,
    // Some tools omit the flag if the number alone implies it.
    extended: id >= extendedFlag || id > 0x7ff,
    length,
    signals: [],
    byName: new Map(),
  };
  if (draft.messages.length >= dbcLimits.messages) {
    draft.exceeded.add(`${dbcLimits.messages} messages`);
    return undefined;
  }
  draft.current = message;
  // Of two definitions of one identifier the later one is used.
  draft.byId.set(id, message);
  if (id < independent && name !== independentName) draft.messages.push(message);
  return undefined;
}

/** Some files write the switch as `m` without a number. */
const multiplexForm = /^(?:m(\d{1,15}))?(M)?$|^(m)$/;

/** `SG_ EngineSpeed m2 : 24|16@1+ (0.125,0) [0|8031.875] "rpm" Vector__XXX` */
export function parseSignal(scanner: DbcScanner, draft: DbcDraft): Complaint {
  const name = scanner.word();
  if (name === undefined) return 'the signal has no name';
  const role = scanner.symbol(':') ? '' : scanner.word();
  const multiplex = role === undefined ? undefined : multiplexForm.exec(role);
  if (role === undefined || !multiplex) return `signal ${name}: its multiplexing cannot be understood`;
  if (role !== '' && !scanner.symbol(':')) return `signal ${name}: there is no colon before its place`;

  const layout = parseLayout(scanner);
  if (typeof layout === 'string') return `signal ${name}: ${layout}`;
  const [, selectedAt, isSwitch = multiplex[3]] = multiplex;
  const signal: SignalDraft = {
    name,
    ...layout,
    float: false,
    isSwitch: isSwitch !== undefined,
    ...(selectedAt !== undefined && { selectedAt: Number(selectedAt) }),
  };
  if (!skipReceivers(scanner)) return `signal ${name}: there is something after its receivers`;
  if (draft.current === undefined) return `signal ${name} belongs to no message`;
  if (draft.current !== 'lost') addSignal(draft, draft.current, signal);
  return undefined;
}

/** `Gateway,Cluster`, `Gateway Cluster` or nothing. */
function skipReceivers(scanner: DbcScanner): boolean {
  while (!scanner.atLineEnd) {
    if (scanner.symbol(',')) continue;
    const from = scanner.at;
    const word = scanner.word();
    if (word === undefined) return false;
    if (!statementWords.has(word)) continue;
    scanner.at = from;
    return true;
  }
  return true;
}

type Layout = Pick<SignalDraft, 'startBit' | 'size' | 'bigEndian' | 'signed' | 'factor' | 'offset' | 'unit'>;

/** Bits of the longest payload that transport protocols carry: 4,095 bytes (ISO 15765-2). */
const maxBits = 4_095 * 8;

function parseLayout(scanner: DbcScanner): Layout | string {
  const startBit = scanner.integer();
  if (startBit === undefined || startBit < 0 || startBit >= maxBits) return 'there is no valid start bit';
  const size = scanner.symbol('|') ? scanner.integer() : undefined;
  if (size === undefined || size < 1 || size > maxBits) return 'there is no valid length';
  const order = scanner.symbol('@') ? scanner.integer() : undefined;
  if (order !== 0 && order !== 1) return 'there is no byte order (0 or 1)';
  const signed = scanner.symbol('-');
  if (!signed && !scanner.symbol('+')) return 'it is neither signed (-) nor unsigned (+)';
  const factor = scanner.symbol('(') ? scanner.number() : undefined;
  const offset = factor !== undefined && scanner.symbol(',') ? scanner.number() : undefined;
  if (factor === undefined || offset === undefined || !scanner.symbol(')')) {
    return 'there is no factor and offset';
  }
  if (!scanner.range()) return 'there is no range of values';
  const unit = scanner.stringOnLine();
  if (unit === undefined) return 'there is no unit';
  return { startBit, size, bigEndian: order === 0, signed, factor, offset, unit };
}

function addSignal(draft: DbcDraft, message: MessageDraft, signal: SignalDraft): void {
  if (draft.signalsLeft === 0 || message.signals.length >= dbcLimits.signalsOfMessage) {
    draft.exceeded.add(
      draft.signalsLeft === 0
        ? `${dbcLimits.signals} signals`
        : `${dbcLimits.signalsOfMessage} signals in one message`,
    );
    return;
  }
  draft.signalsLeft -= 1;
  message.signals.push(signal);
  message.byName.set(signal.name, signal);
}
