import type { DbcDraft } from './dbc-draft.ts';
import { dbcLimits } from './dbc-limits.ts';
import type { DbcScanner } from './dbc-scanner.ts';
import type { Complaint } from './parse-message.ts';

/** `VAL_ 1472 Diag_FL 2 "Signal error" 1 "Line error" 0 "Signal ok" ;`, or with the name of a table. */
export function parseValues(scanner: DbcScanner, draft: DbcDraft): Complaint {
  const id = scanner.integer();
  // Of an environment variable, which no frame carries.
  if (id === undefined) return scanner.skipStatement() ? undefined : 'the list of values does not end';
  const name = scanner.word();
  if (name === undefined) return 'the list of values names no signal';
  let labels: ReadonlyMap<number, string> | undefined = parseLabels(scanner, draft);
  const table = labels.size === 0 ? scanner.word() : undefined;
  if (table !== undefined) labels = draft.tables.get(table);
  const closed = scanner.closes();
  // Names read up to the next statement are kept, even if nothing closes the list.
  const signal = closed || scanner.atStatement ? draft.signal(id, name) : undefined;
  if (signal && labels && labels.size > 0) signal.labels = labels;
  return closed ? undefined : `signal ${name}: its list of values cannot be understood`;
}

/** `VAL_TABLE_ Gear 1 "P" 0 "invalid" ;` */
export function parseTable(scanner: DbcScanner, draft: DbcDraft): Complaint {
  const name = scanner.word();
  if (name === undefined) return 'the table of values has no name';
  const labels = parseLabels(scanner, draft);
  if (!scanner.closes()) return `table ${name}: its values cannot be understood`;
  draft.tables.set(name, labels);
  return undefined;
}

function parseLabels(scanner: DbcScanner, draft: DbcDraft): ReadonlyMap<number, string> {
  const labels = new Map<number, string>();
  for (;;) {
    const value = scanner.number();
    const label = value === undefined ? undefined : scanner.string();
    if (value === undefined || label === undefined) return labels;
    if (draft.labelsLeft === 0) {
      draft.exceeded.add(`${dbcLimits.labels} names of values`);
      continue;
    }
    draft.labelsLeft -= 1;
    labels.set(value, label);
  }
}

/** `SIG_VALTYPE_ 768 Torque : 1;`: 1 is float, 2 is double, 0 and 3 are integers. */
export function parseValueType(scanner: DbcScanner, draft: DbcDraft): Complaint {
  const id = scanner.integer();
  const name = id === undefined ? undefined : scanner.word();
  if (id === undefined || name === undefined) return 'the type of a value names no signal';
  scanner.symbol(':');
  const type = scanner.integer();
  if (type === undefined || !scanner.symbol(';')) return `signal ${name}: its type cannot be understood`;
  const signal = draft.signal(id, name);
  if (signal) signal.float = type === 1 || type === 2;
  return undefined;
}

const maxRanges = 256;

/** `SG_MUL_VAL_ 2028 StateOfCharge response 257-257, 300-310;` */
export function parseMultiplexing(scanner: DbcScanner, draft: DbcDraft): Complaint {
  const id = scanner.integer();
  const name = id === undefined ? undefined : scanner.word();
  const by = name === undefined ? undefined : scanner.word();
  if (id === undefined || name === undefined || by === undefined) {
    return 'the multiplexing names no signal and switch';
  }
  const ranges: [number, number][] = [];
  do {
    const from = scanner.integer();
    const to = from !== undefined && scanner.symbol('-') ? scanner.integer() : undefined;
    if (from === undefined || to === undefined) return `signal ${name}: a range of its switch is no range`;
    if (ranges.length < maxRanges) ranges.push([from, to]);
  } while (scanner.symbol(','));
  if (!scanner.symbol(';')) return `signal ${name}: its multiplexing does not end`;
  const signal = draft.signal(id, name);
  if (signal) signal.selectedBy = { name: by, ranges };
  return undefined;
}
