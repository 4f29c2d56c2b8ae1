/** One frame of a line; the same object is reused for each, so that frames cause no allocation. */
export interface LoggedFrame {
  /** With the flags above bit 28, if the log has them. */
  id: number;
  /** Number of digits of the written identifier: 3 for one of 11 bits. */
  digits: number;
  /** `frameFlags`, without `extended`. */
  flags: number;
  /** CAN XL: up to 2048 bytes, which are counted but not kept. */
  xl: boolean;
  /** At least 64 bytes. */
  data: Uint8Array;
  length: number;
}
