import { standardText } from '../../recordings/meaning/can/dtc/standard-text.ts';

/** A code with the text that holds for every vehicle with it; the recordings' own names the unit and the bus of one of them. */
export function withFleetText<T extends { code: string; message: string }>(code: T): T {
  return { ...code, message: standardText(code.code) ?? code.message };
}
