/**
 * Vector publishes no specification of the format outside its tools; numbers and layouts are those that
 * `binlog_objects.h` of its library provides to programs that write such files.
 */
export const objectTypes = {
  canMessage: 1,
  canError: 2,
  canOverload: 3,
  canStatistic: 4,
  appTrigger: 5,
  logContainer: 10,
  linMessage: 11,
  linCrcError: 12,
  linReceiveError: 14,
  linSendError: 15,
  linSlaveTimeout: 16,
  linSyncError: 18,
  canDriverError: 31,
  linMessage2: 57,
  linSendError2: 58,
  linSyncError2: 59,
  linCrcError2: 60,
  linReceiveError2: 61,
  appText: 65,
  ethernetFrame: 71,
  canErrorExt: 73,
  canDriverErrorExt: 74,
  canMessage2: 86,
  overrunError: 91,
  eventComment: 92,
  globalMarker: 96,
  canFdMessage: 100,
  canFdMessage64: 101,
  canFdError64: 104,
  restorePoint: 115,
  diagRequestInterpretation: 119,
  ethernetFrameEx: 120,
  ethernetFrameForwarded: 121,
  dataLostEnd: 126,
  canXlFrame: 139,
  canXlErrorFrame: 140,
} as const;

/** `LOGG`, as a little-endian number: the head of the file. */
export const fileSignature = 0x47474f4c;
/** `LOBJ`: the head of every object. */
export const objectSignature = 0x4a424f4c;

/** Signature, header size (16 bits), header version (16 bits), object size, object type. */
export const baseHeaderSize = 16;
/** After the base header: compression method (16 bits), 6 reserved bytes, unpacked size, 4 reserved bytes. */
export const containerHeaderSize = 32;

/** Larger ones are considered a damaged size: an Ethernet frame has 64 KiB, a text a few. */
export const maxObjectBytes = 4 << 20;
/** From this size on, an object may be two, the first with a damaged size: the smallest with a frame has 48 bytes. */
export const twoObjects = 96;
/** Types are assigned up to about 140; higher ones are accepted only where objects follow each other. */
export const maxType = 255;

/** Whether other objects may lie within one, so that their signatures in it do not indicate damage. */
export function holdsObjects(type: number): boolean {
  return type === objectTypes.logContainer || type === objectTypes.restorePoint;
}

/** Whether a header is plausible enough to be accepted after damaged objects. */
export function isPlausibleHeader(view: DataView, at: number, largest: number): boolean {
  const headerSize = view.getUint16(at + 4, true);
  const version = view.getUint16(at + 6, true);
  const size = view.getUint32(at + 8, true);
  const type = view.getUint32(at + 12, true);
  return (
    view.getUint32(at, true) === objectSignature &&
    headerSize >= baseHeaderSize &&
    headerSize <= 64 &&
    version >= 1 &&
    version <= 3 &&
    size >= headerSize &&
    size <= largest &&
    type > 0 &&
    type <= maxType
  );
}

/**
 * Whether an object that a later version may have added begins here: of a higher type, or with another head. Damage
 * looks similar, so that it is accepted only if another object follows it.
 */
export function mayBeLaterHeader(view: DataView, at: number, largest: number): boolean {
  const size = view.getUint32(at + 8, true);
  return (
    view.getUint32(at, true) === objectSignature &&
    view.getUint16(at + 4, true) >= baseHeaderSize &&
    view.getUint16(at + 4, true) <= size &&
    size <= largest
  );
}

/** The first plausible object from `from`, of any type or of `type`; -1 if there is none before `end`. */
export function findObject(
  bytes: Uint8Array,
  view: DataView,
  from: number,
  end: number,
  largest: number,
  type?: number,
): number {
  const window = Buffer.from(bytes.buffer, bytes.byteOffset, end);
  let at = window.indexOf('LOBJ', from, 'latin1');
  while (at >= 0 && at + baseHeaderSize <= end) {
    const isWanted = type === undefined || view.getUint32(at + 12, true) === type;
    if (isWanted && isPlausibleHeader(view, at, largest)) return at;
    at = window.indexOf('LOBJ', at + 1, 'latin1');
  }
  return -1;
}

/** The first object signature from `from` to `last`; -1 if there is none. */
export function signatureWithin(view: DataView, from: number, last: number): number {
  for (let at = from; at <= last; at += 1) if (view.getUint32(at, true) === objectSignature) return at;
  return -1;
}
