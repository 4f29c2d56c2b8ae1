import type { BusErrorKind } from '../../meaning/can/can-frame.ts';

/**
 * PEAK CAN TRC File Format, "Hardware Status": bits of the last bytes, as in the PCAN-Basic interface. The controller
 * is error-passive from `heavy` on, and in warning state from `light` on.
 */
const bits = { overrun: 0x02, light: 0x04, heavy: 0x08, busOff: 0x10, passive: 0x40000 } as const;

/** The meanings of the four bytes of a status, most severe first; undefined if they name no error. */
export function errorOfStatus(status: number): BusErrorKind | undefined {
  if ((status & bits.busOff) !== 0) return 'bus off';
  if ((status & (bits.heavy | bits.passive)) !== 0) return 'error passive';
  if ((status & bits.light) !== 0) return 'error warning';
  return (status & bits.overrun) !== 0 ? 'overrun' : undefined;
}

/** "Error Frames": the kind of error by the first byte (in versions before 2.0 it is in the identifier's place). */
const errors: Record<number, string> = {
  1: 'bit error',
  2: 'form error',
  4: 'stuff error',
  8: 'other error',
};

export function errorOfType(type: number | undefined): string | undefined {
  return type === undefined ? undefined : errors[type];
}
