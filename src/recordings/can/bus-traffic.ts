import type { Severity } from '../../domain/severity.ts';
import type { CanDatabase } from '../dbc/can-database.ts';
import { createSignalNamer, type SignalNamer } from '../dbc/name-signals.ts';
import type { SummaryBuilder } from '../summary/summary-builder.ts';
import { nanoseconds, type TopicTracker } from '../summary/topic-tracker.ts';
import { type BusErrorKind, type FrameHandler, frameFlags } from './can-frame.ts';
import { createFrameHandlers } from './frame-handlers.ts';

/** One CAN bus of a recording. Readers tell it each frame, in the order of the file. */
export interface CanBus {
  /** `id` is the bare identifier, 11 or 29 bits, without flags; the rest as in `FrameHandler`. */
  frame(
    high: number,
    low: number,
    id: number,
    flags: number,
    data: Uint8Array,
    start: number,
    length: number,
    offset: number,
  ): void;
  /** `detail` is what the recorder says of it, if anything. */
  error(high: number, low: number, kind: BusErrorKind, offset: number, detail?: string): void;
}

export interface LinBus {
  /** `id` is the frame identifier, 0 to 63, without parity. */
  frame(high: number, low: number, id: number, length: number, offset: number): void;
  error(high: number, low: number, detail: string, offset: number): void;
}

/** The buses of one recording, whatever container they came in. */
export interface BusTraffic {
  /** `name` as people know it: `CAN 1`, `vcan0`. The same name is the same bus. */
  can(name: string): CanBus;
  lin(name: string): LinBus;
  /** To be called once, after the last frame and before the summary is made. */
  finish(): void;
}

const errorSeverity: Record<BusErrorKind, Severity> = {
  'error frame': 'warning',
  'overload frame': 'info',
  'error warning': 'warning',
  'error passive': 'error',
  'bus off': 'critical',
  overrun: 'warning',
};

interface Identifier {
  tracker: TopicTracker;
  handlers: readonly FrameHandler[];
}

/** The topic of a CAN identifier: 3 digits for one of 11 bits, 8 for one of 29. */
export function canTopic(bus: string, id: number, extended: boolean): string {
  return `${bus} 0x${id
    .toString(16)
    .toUpperCase()
    .padStart(extended ? 8 : 3, '0')}`;
}

/** @param databases what frames mean (`ReadOptions.databases`). */
export function createBusTraffic(
  builder: SummaryBuilder,
  databases: readonly CanDatabase[] = [],
): BusTraffic {
  let nameSignals: SignalNamer | undefined;
  const canBuses = new Map<string, CanBus>();
  const linBuses = new Map<string, LinBus>();

  function openCan(bus: string): CanBus {
    nameSignals ??= createSignalNamer(databases, builder);
    const namer = nameSignals;
    const identifiers = new Map<number, Identifier>();

    function open(id: number, flags: number): Identifier {
      const extended = (flags & frameFlags.extended) !== 0;
      const topic = canTopic(bus, id, extended);
      const identifier = { bus, id, extended, topic };
      const named = namer(identifier);
      const type = named?.message ?? ((flags & frameFlags.fd) !== 0 ? 'CAN FD' : 'CAN');
      const handlers = [...createFrameHandlers(identifier, builder)];
      if (named?.handler) handlers.push(named.handler);
      return { tracker: builder.topic({ name: topic, type, encoding: 'can' }), handlers };
    }

    return {
      frame(high, low, id, flags, data, start, length, offset) {
        const key = (flags & frameFlags.extended) !== 0 ? id + 2 ** 29 : id;
        let identifier = identifiers.get(key);
        if (!identifier) {
          identifier = open(id, flags);
          identifiers.set(key, identifier);
        }
        identifier.tracker.add(high, low, length);
        for (const handle of identifier.handlers) handle(high, low, data, start, length, offset, flags);
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

  function openLin(bus: string): LinBus {
    return {
      frame(high, low, id, length) {
        const name = `${bus} 0x${id.toString(16).toUpperCase().padStart(2, '0')}`;
        builder.topic({ name, type: 'LIN', encoding: 'lin' }).add(high, low, length);
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
    can: (name) => getOrOpen(canBuses, name, openCan),
    lin: (name) => getOrOpen(linBuses, name, openLin),
    finish() {},
  };
}

function getOrOpen<T>(map: Map<string, T>, name: string, open: (name: string) => T): T {
  const present = map.get(name);
  if (present) return present;
  const opened = open(name);
  map.set(name, opened);
  return opened;
}
