import type { Severity } from '../../../domain/severity.ts';
import { type HandOver, handOverBytes } from '../../messages/hand-over.ts';
import type { ChannelFrame, ChannelSink, MessageChannel } from '../../messages/message-sink.ts';
import type { DatabaseUse } from '../../summary/file-summary.ts';
import { nanoseconds } from '../../summary/nanoseconds.ts';
import type { IdentifyingFindings, MeteredFindings } from '../../summary/summary-builder.ts';
import type { TopicKey, TopicTracker } from '../../summary/topic-tracker.ts';
import type { CanBus, LinBus } from './can-bus.ts';
import { type BusErrorKind, type FrameHandler, frameFlags } from './can-frame.ts';
import { createFrameHandlers, type FrameHandlers } from './frame-handlers.ts';
import { IdentifierTable } from './identifier-table.ts';
import { type BitRates, BusLoad } from './load/bus-load.ts';
import type { FrameNamers, NamedSignals } from './named-signals.ts';

/** The buses of one recording, whatever its container. */
export interface BusTraffic {
  /** `name` as users know it: `CAN 1`, `vcan0`. The same name is the same bus. `rates` if the file states them. */
  can(name: string, rates?: BitRates): CanBus;
  lin(name: string): LinBus;
  /** Must be called once, after the last frame and before the summary is created. */
  finish(): void;
}

/** Receives the reports of buses: a `SummaryBuilder` or a wrapper of one. */
export interface TrafficSummary extends MeteredFindings, IdentifyingFindings {
  topic(key: TopicKey): TopicTracker;
  channel(channel: MessageChannel): ChannelSink | undefined;
  databases(uses: DatabaseUse[]): void;
}

const errorSeverity: Record<BusErrorKind, Severity> = {
  'error frame': 'warning',
  'overload frame': 'info',
  'error warning': 'warning',
  'error passive': 'error',
  'bus off': 'critical',
  overrun: 'warning',
};

/** Kinds of frames other than ordinary data frames. */
const unusual = frameFlags.errorState | frameFlags.remote;

interface LinFrame {
  tracker: TopicTracker;
  handler: FrameHandler | undefined;
  handOver: HandOver | undefined;
}

interface Identifier {
  tracker: TopicTracker;
  handlers: readonly FrameHandler[];
  handOver?: HandOver | undefined;
}

/** The topic of a CAN identifier: 3 digits for one of 11 bits, 8 for one of 29. */
export function canTopic(bus: string, id: number, extended: boolean): string {
  return `${bus} 0x${id
    .toString(16)
    .toUpperCase()
    .padStart(extended ? 8 : 3, '0')}`;
}

/** Maximum buses and identifiers of one recording; further ones are counted together, so that memory stays bounded. */
const maxBuses = 64;
const maxIdentifiers = 8_192;

/**
 * @param openNamers called once, when the first bus is opened: returns the sources of names for the signals of frames.
 * @param options `measuresLoad`: whether times are those on the bus.
 */
export function createBusTraffic(
  builder: TrafficSummary,
  openNamers: () => FrameNamers = () => ({ can: () => undefined, lin: () => undefined }),
  { measuresLoad = true }: { measuresLoad?: boolean } = {},
): BusTraffic {
  let namers: FrameNamers | undefined;
  const canBuses = new Map<string, CanBus>();
  const linBuses = new Map<string, LinBus>();
  const loads: BusLoad[] = [];
  const interpreters: FrameHandlers[] = [];
  let identifierCount = 0;

  function openCan(bus: string, rates?: BitRates): CanBus {
    namers ??= openNamers();
    const namer = namers.can;
    const identifiers = new IdentifierTable<Identifier>();
    const frameHandlers = createFrameHandlers(bus, builder, namer);
    const load = measuresLoad ? new BusLoad(bus, builder, rates) : undefined;
    if (load) loads.push(load);
    interpreters.push(frameHandlers);
    let others: Identifier | undefined;

    function open(id: number, flags: number, firstByte: number | undefined): Identifier {
      if (identifierCount >= maxIdentifiers) {
        const topic = { name: `${bus} other identifiers`, type: 'CAN', encoding: 'can' };
        others ??= { tracker: builder.topic(topic), handlers: [] };
        return others;
      }
      identifierCount += 1;
      const extended = (flags & frameFlags.extended) !== 0;
      const topic = canTopic(bus, id, extended);
      const place = { bus, id, extended, topic };
      const named = namer(place);
      const type = named?.message ?? ((flags & frameFlags.fd) !== 0 ? 'CAN FD' : 'CAN');
      const tracker = builder.topic({ name: topic, type, encoding: 'can' });
      const nameType = (known: string) => {
        tracker.nameType(known);
        tracker.examined = true;
      };
      const frames = { ...place, named, firstByte, nameType };
      const interpreting = [...frameHandlers.of(frames), ...(named?.counter ? [named.counter.handler] : [])];
      tracker.counter = named?.counter?.summary;
      tracker.examined ||= interpreting.length > 0;
      const handlers = [...interpreting, ...frameHandlers.candidates(frames)];
      const handOver = openFrames(builder, { bus, kind: 'can', id, extended }, topic, type, named);
      const identifier = { tracker, handlers, handOver };
      identifiers.set(id, extended, identifier);
      return identifier;
    }

    const frame: CanBus['frame'] = (high, low, id, flags, data, start, length, offset) => {
      const identifier =
        identifiers.get(id, (flags & frameFlags.extended) !== 0) ??
        open(id, flags, length > 0 ? data[start] : undefined);
      identifier.tracker.add(high, low, length, offset);
      load?.add(high, low, flags, length, offset);
      identifier.handOver?.(nanoseconds(high, low), offset, data.subarray(start, start + length), flags);
      if ((flags & unusual) !== 0) {
        if ((flags & frameFlags.errorState) !== 0) reportErrorPassive(bus, id, flags, high, low, offset);
        if ((flags & frameFlags.remote) !== 0) return;
      }
      const { handlers } = identifier;
      for (let index = 0; index < handlers.length; index += 1)
        (handlers[index] as FrameHandler)(high, low, data, start, length, offset, flags);
    };

    return {
      frame,
      frames({ bus: buses, high, low, id, flags, start, length, offset }, count, data, index) {
        let own = 0;
        for (let row = 0; row < count; row += 1) {
          if (buses[row] !== index) continue;
          own += 1;
          frame(
            high[row] as number,
            low[row] as number,
            id[row] as number,
            flags[row] as number,
            data,
            start[row] as number,
            length[row] as number,
            offset[row] as number,
          );
        }
        return own;
      },
      error(high, low, kind, offset, detail) {
        const place = { timeNs: nanoseconds(high, low), topic: bus, offset };
        const message = detail ? `${kind}: ${detail}` : kind;
        builder.code(
          { code: `${bus}: ${kind}`, source: 'can', severity: errorSeverity[kind], message },
          place,
        );
      },
    };
  }

  function reportErrorPassive(
    bus: string,
    id: number,
    flags: number,
    high: number,
    low: number,
    offset: number,
  ): void {
    const topic = canTopic(bus, id, (flags & frameFlags.extended) !== 0);
    const message = `The sender of ${topic} is error-passive (error state indicator of a CAN FD frame).`;
    builder.code(
      { code: `${bus}: error passive`, source: 'can', severity: errorSeverity['error passive'], message },
      { timeNs: nanoseconds(high, low), topic, offset },
    );
  }

  function openLin(bus: string): LinBus {
    namers ??= openNamers();
    const nameFrame = namers.lin;
    const frames: (LinFrame | undefined)[] = [];

    function openFrame(id: number) {
      const topic = `${bus} 0x${id.toString(16).toUpperCase().padStart(2, '0')}`;
      const named = nameFrame({ bus, id, topic });
      const type = named?.message ?? 'LIN';
      const tracker = builder.topic({ name: topic, type, encoding: 'lin' });
      const handOver = openFrames(builder, { bus, kind: 'lin', id, extended: false }, topic, type, named);
      const frame = { tracker, handler: named?.handler, handOver };
      frames[id] = frame;
      return frame;
    }

    return {
      frame(high, low, id, length, offset, data, start = 0) {
        const { tracker, handler, handOver } = frames[id & 0x3f] ?? openFrame(id & 0x3f);
        tracker.add(high, low, length, offset);
        if (!data) return;
        handOver?.(nanoseconds(high, low), offset, data.subarray(start, start + length));
        handler?.(high, low, data, start, length, offset, 0);
      },
      error(high, low, detail, offset) {
        builder.code(
          { code: `${bus}: LIN error`, source: 'can', severity: 'warning', message: detail },
          { timeNs: nanoseconds(high, low), topic: bus, offset },
        );
      },
    };
  }

  return {
    can: (name, rates) => getOrOpen(canBuses, name, 'other CAN buses', (bus) => openCan(bus, rates)),
    lin: (name) => getOrOpen(linBuses, name, 'other LIN buses', openLin),
    finish() {
      for (const interpreter of interpreters) interpreter.finish();
      for (const load of loads) load.finish();
    },
  };
}

/** Hands over the frames of one identifier, with the signals that a database defines; undefined if nobody wants them. */
function openFrames(
  builder: TrafficSummary,
  frame: ChannelFrame,
  topic: string,
  type: string,
  named: Pick<NamedSignals, 'signals'> | undefined,
): HandOver | undefined {
  const signals = named?.signals;
  const fields = signals && (() => signals().fields);
  const sink = builder.channel({ topic, type, encoding: frame.kind, frame, fields });
  return sink && handOverBytes(sink, signals?.().read ?? (() => undefined));
}

function getOrOpen<T>(map: Map<string, T>, name: string, overflow: string, open: (name: string) => T): T {
  const known = map.has(name) || map.size < maxBuses ? name : overflow;
  const present = map.get(known);
  if (present) return present;
  const opened = open(known);
  map.set(known, opened);
  return opened;
}
