/** What messages of version 2 of the protocol (AUTOSAR PRS LogAndTraceProtocol R22-11) may hold besides. */
export interface SecondStyle {
  /** In what order the storage header has its time: as COVESA's dlt-daemon writes it, or as its viewer expects it. */
  layout?: 'daemon' | 'viewer';
  /** All fields but seconds little-endian, as dlt-daemon wrote them before 27 March 2026. */
  inHostOrder?: boolean;
  /** Whether messages bear the time since the ECU was switched on instead of that since 1970. */
  sinceStart?: boolean;
  place?: { file: string; line: number };
  tags?: readonly string[];
  privacy?: number;
  /** The frame of a message in several segments: the first (0) to an abort (3), or a later kind. */
  segment?: number;
}

interface Place {
  timeNs: bigint;
  uptimeSeconds?: number;
  ecu?: string;
  app?: string;
  context?: string;
}

const billion = 1_000_000_000n;
const contents = { verbose: 0, nonVerbose: 1, control: 2 } as const;

/** A message with what precedes it. The payload of a non-verbose one begins with its id, as in version 1. */
export function secondMessage(
  place: Place,
  extended: { type: number; count: number } | undefined,
  payload: Uint8Array,
  style: SecondStyle & {
    counter: number;
    framing?: 'storage' | 'serial' | 'none' | undefined;
    session?: number | undefined;
  },
): Uint8Array {
  const { timeNs, uptimeSeconds = 0, ecu = 'ECU1', app = '', context = '' } = place;
  const content = contentOf(extended);
  const ordered = (value: number, bytes: number) =>
    style.inHostOrder ? Buffer.from(number(value, bytes)).reverse() : number(value, bytes);
  const { session, place: source, tags, privacy, segment } = style;
  const type =
    content |
    0x4c |
    (session === undefined ? 0 : 0x10) |
    (source ? 0x100 : 0) |
    (tags ? 0x200 : 0) |
    (privacy === undefined ? 0 : 0x400) |
    (segment === undefined ? 0 : 0x800);
  const time = style.sinceStart ? BigInt(Math.round(uptimeSeconds * 1e9)) : timeNs;
  const first = Number(time % billion) + (style.sinceStart ? 0x8000_0000 : 0);
  const isNonVerbose = content === contents.nonVerbose;
  const rest = Buffer.concat([
    isNonVerbose ? Buffer.of() : Buffer.of(extended?.type ?? 0, extended?.count ?? 0),
    content === contents.control ? Buffer.of() : Buffer.concat([ordered(first, 4), seconds(time)]),
    isNonVerbose ? ordered(Buffer.from(payload).readUInt32LE(0), 4) : Buffer.of(),
    ...[ecu, app, context].map(named),
    session === undefined ? Buffer.of() : ordered(session, 4),
    source ? Buffer.concat([named(source.file), ordered(source.line, 4)]) : Buffer.of(),
    tags ? Buffer.concat([Buffer.of(tags.length), ...tags.map(named)]) : Buffer.of(),
    privacy === undefined ? Buffer.of() : Buffer.of(privacy),
    segment === undefined ? Buffer.of() : segmentFrame(segment),
    isNonVerbose ? payload.subarray(4) : payload,
  ]);
  const head = Buffer.alloc(7);
  head.writeUInt32LE(type, 0);
  head[4] = style.counter & 0xff;
  head.set(ordered(head.byteLength + rest.byteLength, 2), 5);
  return Buffer.concat([framing(timeNs, ecu, style), head, rest]);
}

function contentOf(extended: { type: number } | undefined): number {
  if (extended && ((extended.type >> 1) & 7) === 3) return contents.control;
  return extended && (extended.type & 1) === 1 ? contents.verbose : contents.nonVerbose;
}

function framing(
  timeNs: bigint,
  ecu: string,
  style: SecondStyle & { framing?: 'storage' | 'serial' | 'none' | undefined },
): Uint8Array {
  if (style.framing === 'none') return Buffer.of();
  if (style.framing === 'serial') return Buffer.from('DLS\x01', 'latin1');
  const nanoseconds = Buffer.from(number(Number(timeNs % billion), 4)).reverse();
  const time =
    style.layout === 'viewer'
      ? [nanoseconds, Buffer.from(seconds(timeNs)).reverse()]
      : [seconds(timeNs), nanoseconds];
  return Buffer.concat([Buffer.from('DLT\x02', 'latin1'), ...time, named(ecu)]);
}

/** 40 bits, big-endian. */
function seconds(timeNs: bigint): Uint8Array {
  return number(Number(timeNs / billion), 5);
}

function segmentFrame(frame: number): Uint8Array {
  const size = [8, 4, 0, 1][frame] ?? 3;
  return Buffer.concat([Buffer.of(size, frame), Buffer.alloc(size)]);
}

function named(text: string): Uint8Array {
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.of(bytes.byteLength), bytes]);
}

/** Big-endian. */
function number(value: number, bytes: number): Uint8Array {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntBE(value, 0, bytes);
  return buffer;
}
