/** The part of a DBC file's definitions that Argus reads. */

/** When a multiplexed signal is in the frame: its switch has one of these values, both ends included. */
export interface Selection {
  /** Index of the switch in `signals`. */
  by: number;
  ranges: readonly (readonly [from: number, to: number])[];
}

/** A scale for part of the raw values, both ends included; the first that contains a value is used. */
export interface Segment {
  from: number;
  to: number;
  factor: number;
  offset: number;
}

export interface SignalDefinition {
  /** The long name if an attribute defines one. */
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
  /** Of a signal with several scales, in place of `factor` and `offset`. A raw value outside all of them has no figure. */
  segments?: readonly Segment[] | undefined;
  unit: string;
  /** The raw value that says there is none (ARXML: `INVALID-VALUE`). */
  invalid?: number | undefined;
  /** Names of raw values (`VAL_`). */
  labels: ReadonlyMap<number, string> | undefined;
  selection: Selection | undefined;
  /** SAE J1939 suspect parameter number. */
  spn: number | undefined;
  /** The PDU of a container that has it. */
  pdu?: ContainedPdu | undefined;
}

/** A PDU that shares its frame with others (AUTOSAR, "I-PDU Multiplexer", container PDUs). */
export interface ContainedPdu {
  name: string;
  /**
   * Of the header that precedes it, wherever it is; places of its signals then count from its first bit. Without one
   * it is always in the same place, and they count from that of the frame.
   */
  headerId?: number;
}

/** Part of a frame that is a sequence of PDUs, each behind a header with its identifier and its length. */
export interface Container {
  /** Bytes of the frame before it and behind it. */
  before: number;
  behind: number;
  /** 3 bytes of identifier and 1 of length, or 4 and 4. */
  header: 'short' | 'long';
  bigEndian: boolean;
  /** Those that are defined, also the ones without signals. */
  headerIds: ReadonlySet<number>;
}

export interface MessageDefinition {
  name: string;
  /** 11 or 29 bits. */
  id: number;
  extended: boolean;
  /** Bytes; more than a frame can carry if a transport protocol (ISO-TP, J1939-21) is used. */
  length: number;
  /** A parameter group of SAE J1939: identified by its number, whatever the priority and the sender. */
  j1939: boolean;
  container?: Container | undefined;
  /** The name of its bus, in formats that define several (ARXML: cluster). */
  bus?: string | undefined;
  signals: readonly SignalDefinition[];
}

/** Something in a DBC that could not be read. */
export interface DbcProblem {
  /** From 1. */
  line: number;
  /** Where the statement begins and where reading continued, in bytes of the file. */
  start: number;
  end: number;
  /** A sentence without its full stop. */
  message: string;
}

/** A database, of whatever format, that is ready to decode frames. */
export interface CanDatabase {
  /** The name of its file. */
  name: string;
  /** SHA-256 of its bytes, lower-case hexadecimal. */
  sha256: string;
  messages: readonly MessageDefinition[];
  /** Frames of LIN (LDF). */
  linFrames: readonly MessageDefinition[];
  /**
   * The definition of a CAN identifier on a bus of the recording: by the identifier itself, otherwise by its parameter group (J1939).
   * Where several buses define it, that of the bus with this name, otherwise the first.
   */
  find(id: number, extended: boolean, bus?: string): MessageDefinition | undefined;
  /** The buses that define it differently, if the name decides for none of them; otherwise none. */
  undecided(id: number, extended: boolean, bus: string): string[];
  /** The definition of a LIN frame by its identifier, 0 to 63. */
  findLin(id: number): MessageDefinition | undefined;
}
