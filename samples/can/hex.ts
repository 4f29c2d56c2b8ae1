import type { SampleFrame } from './can-event.ts';

/** `0A 1B`: bytes in the notation of CAN trace text formats. */
export function hexBytes(data: Uint8Array, between = ''): string {
  return Array.from(data, (byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join(between);
}

/** The identifier in `digits` hexadecimal digits, in `extendedDigits` if it has 29 bits. */
export function hexId({ id, extended }: SampleFrame, digits: number, extendedDigits: number): string {
  return id
    .toString(16)
    .toUpperCase()
    .padStart(extended ? extendedDigits : digits, '0');
}
