import { z } from 'zod';

/** No control characters except line breaks and tabs, in syntax that regular expressions of all languages share. */
const controls = String.raw`\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f`;
/** What no name has, as in a character class: control characters, line breaks and tabs. */
export const notInLabels = String.raw`${controls}\t\n\r`;
const printableText = new RegExp(`^[^${notInLabels}]*$`);
/** Allows line breaks and tabs. */
const printableLines = new RegExp(`^[^${controls}]*$`);

/** Whether a text can be shown and stored: no control characters (PostgreSQL refuses NUL), no lone surrogates. */
export function isPrintable(text: string): boolean {
  return text.isWellFormed() && printableText.test(text);
}

/** Lengths are counted in code points, as JSON Schema and PostgreSQL do. */
function text(longest: number, allowed: RegExp, problem: string) {
  return z
    .string()
    .min(1)
    .regex(allowed, problem)
    .refine((value) => value.isWellFormed(), 'must be valid Unicode')
    .refine((value) => fits(value, longest), `must have at most ${longest} characters`)
    .meta({ maxLength: longest });
}

function fits(value: string, longest: number): boolean {
  if (value.length <= longest) return true;
  return value.length <= 2 * longest && [...value].length <= longest;
}

/** Text written by callers, possibly with several lines. */
export const prose = (longest: number) =>
  text(longest, printableLines, 'must not contain control characters except line breaks and tabs');

/** Not of spaces alone: nobody would see such a name in a list. */
const visibleText = new RegExp(`^ *[^ ${notInLabels}][^${notInLabels}]*$`);

/** A name chosen by callers. */
export const label = (longest: number) =>
  text(longest, visibleText, 'must not be blank or contain control characters');

export const vehicleId = label(128).describe(
  'What the fleet calls the vehicle, 1 to 128 printable characters',
);

/** ISO 3779: 17 digits and letters, without I, O and Q, which look like digits. Case is preserved. */
export const vin = z
  .string()
  .regex(/^[A-HJ-NPR-Za-hj-npr-z0-9]{17}$/, 'must be 17 letters and digits without I, O and Q (ISO 3779)')
  .describe('Vehicle identification number, ISO 3779');

export const uuid = z.uuid();
export const timestamp = z.iso.datetime({ offset: true }).describe('RFC 3339');

/** Parts of the patterns of times. */
export const monthAndDay = String.raw`(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])`;
/** Years 1970 to 8999: PostgreSQL has no year 0, JavaScript has its own notation for years beyond 9999. */
const askedDay = String.raw`(19[7-9]\d|[2-8]\d{3})-${monthAndDay}`;
export const timeOfDay = String.raw`([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?`;
/** PostgreSQL takes offsets of less than 16 hours; those in use have at most 14. */
const zone = String.raw`([Zz]|[+-](0\d|1[0-5]):[0-5]\d)`;

/** A time in a query. */
export const askedTime = z
  .string()
  .regex(
    new RegExp(`^${askedDay}[Tt]${timeOfDay}${zone}$`),
    'must be a time between 1970 and 8999, such as 2026-01-31T12:00:00Z (RFC 3339)',
  )
  .refine(isOnCalendar, 'must be a valid calendar date')
  .meta({ format: 'date-time' });

/** 30 February matches the pattern. */
function isOnCalendar(time: string): boolean {
  const [year = 0, month = 0, day = 0] = time.slice(0, 10).split('-').map(Number);
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

export const byteCount = z.int().min(0).describe('bytes');

/** Of a number that is sent. The greatest safe one would not be in the document, where it is no bound (`finishDocument`). */
export const largestNumber = 2 ** 52;
/** Bytes of what is sent. */
export const sentByteCount = byteCount.max(largestNumber);

export const count = z.int().min(0);

/** The largest `integer` of PostgreSQL. */
export const largestInteger = 2 ** 31 - 1;
/** A version or a run. */
export const ordinal = z.int().min(1).max(largestInteger);
/** The same in a query, where everything is text. */
export const askedOrdinal = z.coerce.number().int().min(1).max(largestInteger);
