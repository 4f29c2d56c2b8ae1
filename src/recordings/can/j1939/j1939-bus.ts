import type { IdentifyingFindings } from '../../summary/summary-builder.ts';
import type { FrameHandler } from '../can-frame.ts';
import { type CanMessage, placeOf } from '../can-message.ts';
import type { CanIdentifier } from '../frame-handlers.ts';
import { isRecognised, J1939Evidence } from './evidence.ts';
import { FigureReader } from './figure-reader.ts';
import { ecuName, type ParameterGroup, parameterGroup, pgns } from './parameter-group.ts';
import { isIdentification, readIdentification } from './read-identification.ts';
import { suspectParameters } from './suspect-parameters.ts';
import { type TransportFrame, type TransportProblem, TransportReceiver } from './transport-receiver.ts';
import { isDiagnosticMessage, readTroubleCodes } from './trouble-codes.ts';

type Reader = (message: CanMessage) => void;

/** Frames kept while it is not yet decided whether the bus is J1939. */
const maxHeld = 512;

/** J1939 on one bus. Nothing is told before there is evidence that the bus speaks it; then also what came before. */
export class J1939Bus {
  readonly #bus: string;
  readonly #findings: IdentifyingFindings;
  readonly #transport: TransportReceiver;
  readonly #evidence = new J1939Evidence();
  #confirmed = false;
  #held: { read: Reader; message: CanMessage }[] = [];

  constructor(bus: string, findings: IdentifyingFindings) {
    this.#bus = bus;
    this.#findings = findings;
    this.#transport = new TransportReceiver({
      wanted: (pgn) => isDiagnosticMessage(pgn) || isIdentification(pgn),
      message: (message, { pgn, source, topic }) => this.#message(message, pgn, source, topic),
      problem: (...problem) => this.#problem(...problem),
    });
  }

  /** What reads the frames of a 29-bit identifier; nothing for a group that tells nothing. */
  handlers({ id, topic, named = false }: CanIdentifier): readonly FrameHandler[] {
    const read = this.#reader(parameterGroup(id), topic, named);
    if (!read) return [];
    return [
      (high, low, data, start, length, offset) => {
        const message = { data, start, length, high, low, offset };
        if (this.#confirmed || this.#confirms(id, message)) read(message);
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
    const parameters = named ? [] : suspectParameters(pgn);
    if (parameters.length > 0) {
      const figures = parameters.map((parameter) => new FigureReader(parameter, topic, this.#findings));
      return (message) => {
        for (const figure of figures) figure.read(message);
      };
    }
    if (isDiagnosticMessage(pgn) || isIdentification(pgn)) {
      return (message) => this.#message(message, pgn, source, topic);
    }
    // Tells only that this is J1939.
    return isRecognised(pgn) ? () => {} : undefined;
  }

  #confirms(id: number, { data, start, length }: CanMessage): boolean {
    this.#evidence.add(id, data, start, length);
    if (!this.#evidence.sufficient) return false;
    this.#confirmed = true;
    for (const { read, message } of this.#held) read(message);
    this.#held = [];
    return true;
  }

  #message(message: CanMessage, pgn: number, source: number, topic: string): void {
    if (isDiagnosticMessage(pgn)) readTroubleCodes(message, pgn, source, topic, this.#findings);
    else readIdentification(message, pgn, `${this.#bus} ${ecuName(source)}`, this.#findings);
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
