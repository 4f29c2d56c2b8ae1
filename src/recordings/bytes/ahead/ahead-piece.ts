/** A record that another thread has read and unpacked, whose packed bytes are left out of the file's bytes. */
export interface UnpackedPart {
  /** Offset of the record in the file. */
  at: number;
  /** The bytes that are left out, from `from` to before `to`; those of the record's head before them are not. */
  from: number;
  to: number;
  /** CRC-32 of the bytes that are left out; 0 if the recording has no checksum over them. */
  crc: number;
  /** In a buffer of its own. Verified by the checksum of the record, if it has one. */
  content: Uint8Array<ArrayBuffer>;
}

/** A piece of a recording: bytes as they are in the file, in their order, or a part before its own record's bytes. */
export type AheadPiece = Uint8Array<ArrayBuffer> | UnpackedPart;

export function isPart(piece: AheadPiece): piece is UnpackedPart {
  return !(piece instanceof Uint8Array);
}
