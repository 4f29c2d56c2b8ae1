import { z } from 'zod';

/**
 * Whether a text can be shown and stored as it is: no control characters (PostgreSQL refuses NUL), no halves of
 * UTF-16 pairs.
 */
export function isPrintable(text: string): boolean {
  return text.isWellFormed() && !/\p{Cc}/u.test(text);
}

/** A text that callers write, over several lines where they like. */
export const prose = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .refine(
      (text) => isPrintable(text.replaceAll(/[\n\r\t]/g, ' ')),
      'must not hold control characters but line breaks and tabs',
    );

/** A name that callers choose. */
export const label = (longest: number) =>
  z.string().min(1).max(longest).refine(isPrintable, 'must not hold control characters');

export const vehicleId = label(128).describe(
  'What the fleet calls the vehicle, 1 to 128 printable characters',
);

/** ISO 3779: 17 digits and letters, without I, O and Q, which look like digits. Kept in the case it comes in. */
export const vin = z
  .string()
  .regex(/^[A-HJ-NPR-Z0-9]{17}$/i, 'must be 17 letters and digits without I, O and Q (ISO 3779)')
  .describe('Vehicle identification number, ISO 3779');

export const uuid = z.uuid();
export const timestamp = z.iso.datetime({ offset: true }).describe('RFC 3339');

/** A time to ask for: PostgreSQL knows no year 0, and JavaScript writes years of more than four digits in its own way. */
export const askedTime = timestamp.refine(
  (text) => /^(19[7-9]|[2-8]\d\d)\d/.test(text),
  'must be of a year from 1970 to 8999',
);
export const byteCount = z.int().min(0).describe('bytes');
export const count = z.int().min(0);
