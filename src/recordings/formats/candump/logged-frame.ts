/** One frame of a line; the same object is filled again for each, so that no frame costs an allocation. */
export interface LoggedFrame {
  /** With the flags above bit 28, where the log has them. */
  id: number;
  /** Digits with which the identifier was written: 3 for one of 11 bits. */
  digits: number;
  /** `frameFlags`, without `extended`. */
  flags: number;
  /** CAN XL: up to 2048 bytes, which are counted and not kept. */
  xl: boolean;
  /** At least 64 bytes. */
  data: Uint8Array;
  length: number;
}
