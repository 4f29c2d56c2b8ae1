/** What DBC files define, as far as Argus reads it. */

/** When a multiplexed signal is in the frame: its switch has one of these values, both ends included. */
export interface Selection {
  /** Index of the switch in `signals`. */
  by: number;
  ranges: readonly (readonly [from: number, to: number])[];
}

export interface SignalDefinition {
  /** The long name where an attribute gives one. */
  name: string;
  /** As in the file: of the least significant bit (little-endian) or of the most significant one (big-endian). */
  startBit: number;
  /** In bits; above 64 it is a text or a blob, which is not decoded. */
  size: number;
  bigEndian: boolean;
  signed: boolean;
  /** IEEE 754 (`SIG_VALTYPE_`). */
  float: boolean;
  factor: number;
  offset: number;
  unit: string;
  /** Names of raw values (`VAL_`). */
  labels: ReadonlyMap<number, string> | undefined;
  selection: Selection | undefined;
  /** SAE J1939 suspect parameter number. */
  spn: number | undefined;
}

export interface MessageDefinition {
  name: string;
  /** 11 or 29 bits. */
  id: number;
  extended: boolean;
  /** Bytes; more than a frame holds when a transport protocol (ISO-TP, J1939-21) carries it. */
  length: number;
  /** A parameter group of SAE J1939: known by its number, whatever the priority and the sender. */
  j1939: boolean;
  signals: readonly SignalDefinition[];
}

/** Something in a DBC that could not be read. */
export interface DbcProblem {
  /** From 1. */
  line: number;
  /** Where the statement begins and where reading went on, in bytes of the file. */
  start: number;
  end: number;
  /** A sentence without its full stop. */
  message: string;
}

/** A DBC that is ready to read frames with. */
export interface CanDatabase {
  /** What its file is called. */
  name: string;
  /** Of its bytes, lower-case hexadecimal. */
  sha256: string;
  messages: readonly MessageDefinition[];
  /** The definition of an identifier: the identifier itself, else its parameter group (J1939). */
  find(id: number, extended: boolean): MessageDefinition | undefined;
}
