/** A count of days with the time of day as its fraction. */
interface DayCount {
  who: string;
  /** Its number on 1 January 1970. */
  epoch: number;
}

/** Excel, LibreOffice and LabVIEW count from 30 December 1899, MATLAB (`datenum`) from the year 0. */
const counts: readonly DayCount[] = [
  { who: 'spreadsheets', epoch: 25_569 },
  { who: 'MATLAB', epoch: 719_529 },
];

/** Days from 1970 to 2000 and to 2100. */
const years = { from: 10_957, to: 47_482 };
/** Rows that are as near to each other would, as seconds, be those of a recorder with more than 1 kHz. */
const largestStep = 1e-3;

/**
 * The count of days that the times of a few rows are: numbers of the years 2000 to 2100 with fractions, which go on in small steps.
 * As seconds they would begin 10 hours or days after the start, within milliseconds.
 */
export function serialDaysOf(values: readonly number[]): DayCount | undefined {
  const [first = 0] = values;
  const last = values.at(-1) ?? 0;
  if (values.length < 2 || values.every(Number.isInteger)) return undefined;
  if (last < first || (last - first) / (values.length - 1) > largestStep) return undefined;
  return counts.find(({ epoch }) =>
    values.every((value) => value - epoch >= years.from && value - epoch < years.to),
  );
}
