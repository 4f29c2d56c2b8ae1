/** CAN FD carries up to 64 bytes (ISO 11898-1:2015); a longer record is no bus record. */
export const maxFrameBytes = 64;

/** Where frames get their variable-length data bytes; each frame given is added to the batch exactly once. */
export interface FrameData {
  /**
   * `row`: the next one of the batch, filled but for its data bytes. `dataOffset`: where in the signal data these are. `length`:
   * how many, as the record states it; NaN where it does not.
   */
  give(row: number, length: number, dataOffset: number): void;
}
