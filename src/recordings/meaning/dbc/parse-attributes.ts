import type { DbcDraft } from './dbc-draft.ts';
import type { DbcScanner } from './dbc-scanner.ts';
import type { Complaint } from './parse-message.ts';

/** The attributes that are used; the others may have any value that ends. */
const known = new Set([
  'VFrameFormat',
  'ProtocolType',
  'SystemMessageLongSymbol',
  'SystemSignalLongSymbol',
  'SPN',
]);

const unreadable = 'the attribute cannot be understood';

/** `BA_DEF_ BO_ "VFrameFormat" ENUM "StandardCAN","ExtendedCAN","reserved","J1939PG";` */
export function parseAttributeDefinition(scanner: DbcScanner, draft: DbcDraft): Complaint {
  const from = scanner.at;
  const objects = scanner.string() === undefined ? scanner.word() : undefined;
  if (objects === 'BO_' && scanner.string() === 'VFrameFormat' && scanner.word() === 'ENUM') {
    const values: string[] = [];
    do {
      const value = scanner.string();
      if (value === undefined) return unreadable;
      if (values.length < 64) values.push(value);
    } while (scanner.symbol(','));
    draft.frameFormats = values;
    return scanner.symbol(';') ? undefined : unreadable;
  }
  scanner.at = from;
  return scanner.skipStatement() ? undefined : 'the attribute does not end';
}

/** `BA_DEF_DEF_ "VFrameFormat" "J1939PG";` */
export function parseAttributeDefault(scanner: DbcScanner, draft: DbcDraft): Complaint {
  const name = scanner.string();
  if (name === undefined) return unreadable;
  if (!known.has(name)) return scanner.skipStatement() ? undefined : unreadable;
  const value = scanner.string() ?? scanner.number();
  if (value === undefined || !scanner.symbol(';')) return unreadable;
  if (name === 'VFrameFormat') draft.defaultFrameFormat = value;
  if (name === 'ProtocolType' && typeof value === 'string' && draft.protocol === '') draft.protocol = value;
  return undefined;
}

/** `BA_ "SPN" SG_ 2364540158 EngineSpeed 190;`, `BA_ "ProtocolType" "J1939";` */
export function parseAttribute(scanner: DbcScanner, draft: DbcDraft): Complaint {
  const name = scanner.string();
  if (name === undefined) return unreadable;
  if (!known.has(name)) return scanner.skipStatement() ? undefined : unreadable;
  const direct = scanner.string() ?? scanner.number();
  if (direct !== undefined) {
    if (name === 'ProtocolType') draft.protocol = String(direct);
    return scanner.symbol(';') ? undefined : unreadable;
  }
  const object = scanner.word();
  if (object === 'BO_' || object === 'SG_') return parseObjectAttribute(scanner, draft, object, name);
  // A node's or an environment variable's: `BU_ Gateway "value"`.
  return scanner.skipStatement() ? undefined : unreadable;
}

/** What follows the kind of the object: `2364540158 EngineSpeed 190;`. */
function parseObjectAttribute(
  scanner: DbcScanner,
  draft: DbcDraft,
  object: 'BO_' | 'SG_',
  name: string,
): Complaint {
  const id = scanner.integer();
  const signalName = object === 'SG_' ? scanner.word() : '';
  if (id === undefined || signalName === undefined) return unreadable;
  const value = scanner.string() ?? scanner.number();
  if (value === undefined || !scanner.symbol(';')) return unreadable;
  if (object === 'BO_') setOfMessage(draft, id, name, value);
  else setOfSignal(draft, id, signalName, name, value);
  return undefined;
}

function setOfMessage(draft: DbcDraft, id: number, name: string, value: string | number): void {
  const message = draft.byId.get(id);
  if (!message) return;
  if (name === 'VFrameFormat') message.frameFormat = value;
  // Names of more than 32 characters are stored in an attribute (Vector's DBC editor).
  else if (name === 'SystemMessageLongSymbol' && value !== '') message.longName = String(value);
}

function setOfSignal(
  draft: DbcDraft,
  id: number,
  signalName: string,
  name: string,
  value: string | number,
): void {
  const signal = draft.signal(id, signalName);
  if (!signal) return;
  if (name === 'SystemSignalLongSymbol' && value !== '') signal.longName = String(value);
  else if (name === 'SPN' && typeof value === 'number' && value > 0) signal.spn = value;
}
