/** CAN FD carries up to 64 bytes (ISO 11898-1:2015); a longer record is not a bus record. */
export const maxFrameBytes = 64;

/** Where frames get their variable-length data bytes; each frame passed is added to the batch exactly once. */
export interface FrameData {
  /**
   * `row`: the next one of the batch, filled except for its data bytes. `dataOffset`: where these are in the signal
   * data. `length`: their number, as stated in the record; NaN if it is not stated.
   */
  give(row: number, length: number, dataOffset: number): void;
}
