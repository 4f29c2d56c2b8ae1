import type { Conversion } from './conversion.ts';

/** The definitions of a file: the blocks HD, DG, CG, CN and what they link to. */
export interface FileDefinition {
  /** Nanoseconds since 1970, as halves; 0 if the file states none. */
  startHigh: number;
  startLow: number;
  dataGroups: DataGroup[];
}

export interface DataGroup {
  offset: number;
  /** Bytes of the record id before each record: 0, 1, 2, 4 or 8. */
  recordIdBytes: number;
  groups: ChannelGroup[];
  /** The list of groups leads to something that cannot be read. */
  cut: boolean;
  /** The first data block or list of them; 0 if there is none. */
  data: number;
}

export interface ChannelGroup {
  offset: number;
  recordId: number;
  /** Records contain a length and that many bytes (variable-length signal data). */
  variableLength: boolean;
  /**
   * Offset of the group whose times the records have, record by record (4.2, remote master); undefined if they have
   * their own.
   */
  remoteMaster: number | undefined;
  /** The number of records stated in the file. */
  cycles: number;
  /** Bytes of a record without its id: values, then a tail: invalidation bits, or of MDF 3 the id once more. */
  dataBytes: number;
  tailBytes: number;
  /** Acquisition name, or that of its source; may be empty. */
  name: string;
  channels: Channel[];
}

export interface Channel {
  name: string;
  unit: string;
  /**
   * `variable`: the record contains an offset into signal data. `maximum`: fixed place, its used length is another
   * channel's value. `virtual`: no place in the record.
   */
  kind: 'fixed' | 'variable' | 'master' | 'virtual-master' | 'virtual' | 'maximum' | 'other';
  /** cn_sync_type; 1 is time. */
  sync: number;
  dataType: number;
  bitOffset: number;
  byteOffset: number;
  bitCount: number;
  /** Bit of the invalidation bytes that marks the value as invalid; undefined if it is always valid. */
  invalidBit: number | undefined;
  /** All values of this channel are invalid. */
  invalid: boolean;
  array: boolean;
  /** It is composed of the channels that follow it. */
  structure: boolean;
  /** It has several meanings, selected by another channel's value or by nothing (4.3, CU and CV blocks). */
  variants: boolean;
  conversion: Conversion | undefined;
  /** Location of variable-length data: a data block or list, or the channel group of its records. */
  signalData: number;
}
