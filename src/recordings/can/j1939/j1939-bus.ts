import type { SignalNamer } from '../../dbc/name-signals.ts';
import { isPlausible } from '../../interpret/metric-names.ts';
import type { IdentifyingFindings } from '../../summary/summary-builder.ts';
import type { FrameHandler } from '../can-frame.ts';
import { type CanMessage, placeOf } from '../can-message.ts';
import type { CanIdentifier } from '../frame-handlers.ts';
import { isRecognised, J1939Evidence } from './evidence.ts';
import { isRead, messageReader } from './message-readers.ts';
import { eachContainedGroup, multiPg } from './multi-pg.ts';
import { identifierOf, type ParameterGroup, parameterGroup, pgns } from './parameter-group.ts';
import { rawValue, suspectParameters } from './suspect-parameters.ts';
import {
  type Sent,
  type TransportFrame,
  type TransportProblem,
  TransportReceiver,
} from './transport-receiver.ts';

type Reader = (message: CanMessage) => void;

/** Long messages of so many kinds and senders are held against the databases. */
const maxNamed = 4_096;

/** Frames kept while it is not yet decided whether the bus is J1939. */
const maxHeld = 512;

/** J1939 on one bus. Nothing is told before there is evidence that the bus speaks it; then also what came before. */
export class J1939Bus {
  readonly #bus: string;
  readonly #findings: IdentifyingFindings;
  readonly #transport: TransportReceiver;
  readonly #evidence = new J1939Evidence();
  readonly #nameSignals: SignalNamer;
  /** By group and sender; undefined for what no database knows. */
  readonly #named = new Map<number, FrameHandler | undefined>();
  #confirmed = false;
  #held: { read: Reader; message: CanMessage }[] = [];

  constructor(bus: string, findings: IdentifyingFindings, nameSignals: SignalNamer) {
    this.#bus = bus;
    this.#nameSignals = nameSignals;
    this.#findings = findings;
    this.#transport = new TransportReceiver({
      wanted: (pgn, frame) => isRead(pgn) || this.#namedLong(pgn, frame) !== undefined,
      message: (message, pgn, frame) => this.#long(message, pgn, frame),
      problem: (...problem) => this.#problem(...problem),
    });
  }

  /** What reads the frames of a 29-bit identifier; nothing for a group that tells nothing. */
  handlers({ id, topic, named }: CanIdentifier): readonly FrameHandler[] {
    const read = this.#reader(parameterGroup(id), topic, named?.handler !== undefined);
    if (!read) return [];
    return [
      (high, low, data, start, length, offset) => {
        const message = { data, start, length, high, low, offset };
        if (this.#confirmed || this.#confirms(id, message, topic)) read(message);
        else if (this.#held.length < maxHeld) {
          const copy = data.slice(start, start + length);
          this.#held.push({ read, message: { ...message, data: copy, start: 0 } });
        }
      },
    ];
  }

  #reader(group: ParameterGroup, topic: string, named: boolean): Reader | undefined {
    const { pgn, source, destination } = group;
    if (pgn === pgns.connectionManagement || pgn === pgns.dataTransfer) {
      const frame = (message: CanMessage): TransportFrame => ({ ...message, topic, source, destination });
      return pgn === pgns.dataTransfer
        ? (message) => this.#transport.dataTransfer(frame(message))
        : (message) => this.#transport.connectionManagement(frame(message));
    }
    const sent = { source, destination, topic };
    if (pgn === multiPg) return (message) => this.#contained(message, sent);
    if (suspectParameters(pgn).length > 0 && !named)
      return (message) => this.#parameters(message, pgn, topic);
    const read = messageReader(pgn, this.#bus);
    if (read) return (message) => read(message, sent, this.#findings);
    // Tells only that this is J1939.
    return isRecognised(pgn) ? () => {} : undefined;
  }

  /** The groups in one frame of CAN FD, each as if it had come alone. */
  #contained(message: CanMessage, sent: Sent): void {
    eachContainedGroup(message.data, message.start, message.length, (pgn, start, length) => {
      const group = { ...message, start, length };
      if (!this.#namedLong(pgn, sent)) this.#parameters(group, pgn, sent.topic);
      this.#long(group, pgn, sent);
    });
  }

  #confirms(id: number, { data, start, length }: CanMessage, topic: string): boolean {
    const add = (own: number, from: number, bytes: number) =>
      this.#evidence.add(
        own,
        data,
        from,
        bytes,
        (pgn, group) => this.#namedLong(pgn, { ...group, topic }) !== undefined,
      );
    const { pgn, source, destination } = parameterGroup(id);
    if (pgn !== multiPg) add(id, start, length);
    else {
      eachContainedGroup(data, start, length, (contained, from, bytes) =>
        add(identifierOf(contained, source, destination), from, bytes),
      );
    }
    if (!this.#evidence.sufficient) return false;
    this.#confirmed = true;
    for (const { read, message } of this.#held) read(message);
    this.#held = [];
    return true;
  }

  #parameters(message: CanMessage, pgn: number, topic: string): void {
    const { data, start, length } = message;
    let place: ReturnType<typeof placeOf> | undefined;
    for (const { at, bytes, factor, offset, metric, label, unit } of suspectParameters(pgn)) {
      if (at + bytes > length) continue;
      const raw = rawValue(data, start + at, bytes);
      if (raw === undefined) continue;
      const figure = raw * factor + offset;
      if (!isPlausible(metric, figure)) continue;
      place ??= placeOf(message, topic);
      this.#findings.metric(metric, `${topic} ${label}`, figure, place, unit);
    }
  }

  /** A message that came in several frames, or in one with others. */
  #long(message: CanMessage, pgn: number, sent: Sent): void {
    messageReader(pgn, this.#bus)?.(message, sent, this.#findings);
    const { high, low, data, start, length, offset } = message;
    this.#namedLong(pgn, sent)?.(high, low, data, start, length, offset, 0);
  }

  #namedLong(pgn: number, { source, destination, topic }: Sent): FrameHandler | undefined {
    const key = pgn * 256 + source;
    const known = this.#named.get(key);
    if (known || this.#named.has(key) || this.#named.size >= maxNamed) return known;
    const id = identifierOf(pgn, source, destination);
    const handler = this.#nameSignals({ bus: this.#bus, id, extended: true, topic })?.handler;
    this.#named.set(key, handler);
    return handler;
  }

  #problem(problem: TransportProblem, pgn: number, frame: TransportFrame): void {
    this.#findings.code(
      {
        code: `${this.#bus}: J1939 transport ${problem}`,
        source: 'j1939',
        severity: 'warning',
        message: `A message (PGN ${pgn}) between addresses ${frame.source} and ${frame.destination} was lost: ${problem}.`,
      },
      placeOf(frame, frame.topic),
    );
  }
}
