import type { IdentifyingFindings } from '../../../summary/summary-builder.ts';
import { type FrameHandler, frameFlags } from '../can-frame.ts';
import type { CanIdentifier } from '../can-identifier.ts';
import { type CanMessage, hex, placeOf } from '../can-message.ts';
import type { SignalNamer } from '../named-signals.ts';
import { type NmeaGroup, nmeaGroup } from '../nmea2000/group-names.ts';
import { nmeaReader } from '../nmea2000/nmea-reader.ts';
import { isRecognised, J1939Evidence } from './evidence.ts';
import { fastPackets } from './fast-packets.ts';
import { FigureReader } from './figure-reader.ts';
import { isRead, messageReader } from './message-readers.ts';
import { eachContainedGroup, multiPg } from './multi-pg.ts';
import { identifierOf, type ParameterGroup, parameterGroup } from './parameter-group.ts';
import { rawValue, suspectParameters } from './suspect-parameters.ts';
import { type TransportProtocol, transportProtocols } from './transport-protocols.ts';
import {
  type Sent,
  type TransportFrame,
  type TransportListener,
  type TransportProblem,
  TransportReceiver,
} from './transport-receiver.ts';

type Reader = (message: CanMessage) => void;

/** Groups and senders of long messages that are looked up in the databases. */
const maxNamed = 4_096;

/** Frames kept until it is decided whether the bus is J1939. */
const maxHeld = 512;

/**
 * J1939 on one bus. Nothing is reported before there is evidence that the bus uses it; then earlier frames are
 * reported too.
 */
export class J1939Bus {
  readonly #bus: string;
  readonly #findings: IdentifyingFindings;
  readonly #transports: { protocol: TransportProtocol; receiver: TransportReceiver }[];
  readonly #evidence = new J1939Evidence();
  readonly #nameSignals: SignalNamer;
  /** By group and sender; undefined if no database defines it. */
  readonly #named = new Map<number, FrameHandler | undefined>();
  #confirmed = false;
  #held: { read: Reader; message: CanMessage }[] = [];
  #unnamed: (() => void)[] = [];

  constructor(bus: string, findings: IdentifyingFindings, nameSignals: SignalNamer) {
    this.#bus = bus;
    this.#nameSignals = nameSignals;
    this.#findings = findings;
    const listener: TransportListener = {
      wanted: (pgn, frame) => isRead(pgn) || this.#namedLong(pgn, frame) !== undefined,
      message: (message, pgn, frame) => this.#long(message, pgn, frame),
      problem: (...problem) => this.#problem(...problem),
    };
    this.#transports = transportProtocols.map((protocol) => ({
      protocol,
      receiver: new TransportReceiver(protocol, listener),
    }));
  }

  /** Handlers for the frames of a 29-bit identifier; none for a group that is not interpreted. */
  handlers({ id, topic, named, nameType }: CanIdentifier): readonly FrameHandler[] {
    const group = parameterGroup(id);
    const read = this.#reader(group, topic, named?.handler !== undefined);
    if (!read) return [];
    const nmea = named ? undefined : nmeaGroup(group.pgn);
    if (nmea && nameType) this.#name(() => nameType(`NMEA 2000 ${nmea.name}`));
    return [
      (high, low, data, start, length, offset, flags) => {
        const whole = (flags & frameFlags.message) !== 0;
        const message = { data, start, length, high, low, offset, whole };
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
    const transport = this.#transports.find(
      ({ protocol: { managementPgn, transferPgn } }) => managementPgn === pgn || transferPgn === pgn,
    );
    if (transport) {
      // Written out: copying all members of an object takes ten times as long.
      const frame = ({ data, start, length, high, low, offset }: CanMessage): TransportFrame => ({
        data,
        start,
        length,
        high,
        low,
        offset,
        topic,
        source,
        destination,
      });
      const { protocol, receiver } = transport;
      return pgn === protocol.transferPgn
        ? (message) => receiver.dataTransfer(frame(message))
        : (message) => receiver.connectionManagement(frame(message));
    }
    const sent = { source, destination, topic };
    if (pgn === multiPg) return this.#contained(sent);
    const figures = named ? undefined : this.#figures(pgn, topic);
    if (figures) return figures;
    const read = messageReader(pgn, this.#bus);
    if (read) return (message) => read(message, sent, this.#findings);
    const nmea = nmeaGroup(pgn);
    if (nmea) return this.#nmea(nmea, pgn, sent, named);
    // Only evidence that this is J1939.
    return isRecognised(pgn) ? () => {} : undefined;
  }

  /** Reads the groups in one frame of CAN FD, each as if it had been sent alone. */
  #contained(sent: Sent): Reader {
    const figures = new Map<number, Reader | undefined>();
    return (message) =>
      eachContainedGroup(message.data, message.start, message.length, (pgn, start, length) => {
        const group = { ...message, start, length };
        if (suspectParameters(pgn).length > 0 && !this.#namedLong(pgn, sent)) {
          if (!figures.has(pgn)) figures.set(pgn, this.#figures(pgn, sent.topic));
          figures.get(pgn)?.(group);
        }
        this.#long(group, pgn, sent);
      });
  }

  #nmea(group: NmeaGroup, pgn: number, { source, topic }: Sent, named: boolean): Reader {
    // Addresses are claimed anew by every device, so that they tell nothing of it.
    const device = `device ${hex(source, 2)}`;
    const component = `${this.#bus} ${device}`;
    // Only evidence that this is NMEA 2000.
    const read = nmeaReader({ pgn, topic, component, figures: !named }, this.#findings) ?? (() => {});
    if (!group.fast) return read;
    const packets = fastPackets(
      (high, low, data, start, length, offset) => read({ high, low, data, start, length, offset }),
      (high, low, _, __, ___, offset) =>
        this.#findings.code(
          {
            code: `${this.#bus}: NMEA 2000 message incomplete`,
            source: 'can',
            severity: 'info',
            message: `A message of several frames (PGN ${pgn}, ${group.name}) of ${device} is incomplete: frames are missing.`,
          },
          placeOf({ high, low, offset }, topic),
        ),
    );
    return (message) => {
      const { high, low, data, start, length, offset, whole } = message;
      if (whole) read(message);
      else packets(high, low, data, start, length, offset, 0);
    };
  }

  /** Names what an identifier carries, now or when there is evidence. */
  #name(name: () => void): void {
    if (this.#confirmed) name();
    else this.#unnamed.push(name);
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
    for (const name of this.#unnamed) name();
    this.#unnamed = [];
    return true;
  }

  #figures(pgn: number, topic: string): Reader | undefined {
    const figures = suspectParameters(pgn).map(
      (each) => new FigureReader(each, (data, at) => rawValue(data, at, each.bytes), topic, this.#findings),
    );
    if (figures.length === 0) return undefined;
    return (message) => {
      for (const figure of figures) figure.read(message);
    };
  }

  /** A message that came in several frames, or in one frame with others. */
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
