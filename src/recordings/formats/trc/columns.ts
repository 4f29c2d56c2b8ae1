/**
 * PEAK CAN TRC File Format, "Columns" of each version: N number, O time offset in ms, B bus, T type, I identifier, d
 * direction, R reserved, L data length code, l data length, D payload. Before version 2.0 the type is the direction, or
 * `Warng` or `Error`.
 */
const byVersion: Record<string, string> = {
  '1.0': 'NOILD',
  '1.1': 'NOTILD',
  '1.2': 'NOBTILD',
  '1.3': 'NOBTIRLD',
  '2.0': 'NOTIdlD',
  '2.1': 'NOTBIdRLD',
};

/** The usual columns of a version such as `1.1`; undefined if it is unknown. */
export function columnsOfVersion(version: string): string | undefined {
  return byVersion[version];
}

/** The columns of `$COLUMNS=N,O,T,B,I,d,R,L,D`; undefined if they cannot be those of frames. */
export function parseColumns(list: string): string | undefined {
  const columns = list.replaceAll(',', '').replaceAll(/\s/g, '');
  const isUsable =
    /^[A-Za-z]{5,16}$/.test(columns) && ['O', 'T', 'I', 'd', 'D'].every((each) => columns.includes(each));
  return isUsable && /^[^D]*D$/.test(columns) && /[lL]/.test(columns) ? columns : undefined;
}

const number = String.raw`^\s*\d+\)?\s+-?\d+(?:\.\d+)?\s+`;
const id = String.raw`[0-9A-F]{4,8}\s+`;
/** The beginning of a number of bytes; `0x` begins another column. */
const length = String.raw`\d(?!x)`;

/** Patterns of the lines of each layout; the first that matches is used. */
const layouts: [pattern: RegExp, columns: string][] = [
  [new RegExp(`${number}(?:Rx|Tx|Warng|Error)\\s+${id}${length}`, 'i'), 'NOTILD'],
  [new RegExp(`${number}\\d+\\s+(?:Rx|Tx|Warng|Error)\\s+${id}-\\s+${length}`, 'i'), 'NOBTIRLD'],
  [new RegExp(`${number}\\d+\\s+(?:Rx|Tx|Warng|Error)\\s+${id}${length}`, 'i'), 'NOBTILD'],
  [new RegExp(`${number}(?:DT|F[DBE]|BI|RR)\\s+\\d{1,2}\\s+${id}(?:Rx|Tx)\\s+-\\s+${length}`), 'NOTBIdRLD'],
  [new RegExp(`${number}(?:DT|F[DBE]|BI|RR)\\s+\\d{1,2}\\s+${id}(?:Rx|Tx)\\s+${length}`), 'NOTBIdLD'],
  [new RegExp(`${number}(?:DT|F[DBE]|BI|RR)\\s+${id}(?:Rx|Tx)\\s+${length}`), 'NOTIdlD'],
  [new RegExp(`${number}(?:ER|ST|EC)\\s+\\d{1,2}\\s+-\\s+(?:Rx|Tx)\\s+-\\s`), 'NOTBIdRLD'],
  [new RegExp(`${number}(?:ER|ST|EC)\\s+(?:Rx|Tx)\\s`), 'NOTIdlD'],
  [new RegExp(`${number}${id}\\d+(?:\\s+(?:RTR|ERROR|[0-9A-F]{2}\\s*)|\\s*$)`), 'NOILD'],
];

/** The columns of a line without a header that names them; undefined if it is not a frame. */
export function guessColumns(line: string): string | undefined {
  return layouts.find(([pattern]) => pattern.test(line))?.[1];
}

/** Whether a line looks like one of a frame. */
export const frameLine = { test: (line: string) => guessColumns(line) !== undefined };
