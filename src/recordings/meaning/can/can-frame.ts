/** Properties of a CAN frame, as bits that readers set and the bus reads. */
export const frameFlags = {
  /** 29-bit identifier (CAN 2.0 part B); else 11 bits. */
  extended: 1,
  /** CAN FD (ISO 11898-1:2015): up to 64 data bytes. */
  fd: 2,
  bitRateSwitch: 4,
  /** Error state indicator of a CAN FD frame: the sender is error-passive. */
  errorState: 8,
  remote: 16,
  /** Transmitted by the recorder itself. */
  transmitted: 32,
  /** A whole message, which a gateway has put together from all frames of its transport protocol. */
  message: 64,
} as const;

/**
 * Reads one frame. Its time is `high` · 2^32 + `low` nanoseconds; its payload is `data[start]` to
 * `data[start + length - 1]` and is valid only during the call; `offset` is that of the record in the file.
 */
export type FrameHandler = (
  high: number,
  low: number,
  data: Uint8Array,
  start: number,
  length: number,
  offset: number,
  flags: number,
) => void;

/** What a controller or a logger reports about a bus besides frames. */
export const busErrorKinds = [
  'error frame',
  'overload frame',
  'error warning',
  'error passive',
  'bus off',
  'overrun',
] as const;
export type BusErrorKind = (typeof busErrorKinds)[number];
