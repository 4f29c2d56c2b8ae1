/** Where and when a message was recorded. */
export interface DltRecord {
  view: DataView;
  /** Of the standard header in the view. */
  at: number;
  high: number;
  low: number;
  /** Of the record in the file. */
  offset: number;
  /** The recorder's name for the ECU, for messages that do not name it; 0 if it has none. */
  ecu: number;
}
