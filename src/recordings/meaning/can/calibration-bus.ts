import type { Place } from '../../summary/occurrence.ts';
import type { Findings } from '../../summary/summary-builder.ts';
import { ccpCommand } from '../calibration/calibration-names.ts';
import { isXcpConnect, isXcpConnected, xcpPackets } from '../calibration/connect.ts';
import { CalibrationDialogue, type CalibrationProtocol } from '../calibration/dialogue.ts';
import type { FrameHandler } from './can-frame.ts';
import type { CanIdentifier } from './can-identifier.ts';
import { milliseconds, placeOf } from './can-message.ts';
import { isRecognised } from './j1939/evidence.ts';
import { parameterGroup, pgns } from './j1939/parameter-group.ts';

/** XCP, time-out t1 of most tools, and CCP: 25 ms to 2 s. */
const answerTimeoutMs = 2_000;

const ccpConnect = 0x01;
const ccpReturn = 0xff;
const ccpEvent = 0xfe;
/** Answers in a row that repeat the counter of their command; fewer may be chance. */
const sufficient = 3;

/** A tool that has asked to connect. */
interface Asked {
  protocol: CalibrationProtocol;
  ms: number;
  dialogue: CalibrationDialogue;
  identifier: CanIdentifier;
  /** Of the last command of CCP; each has the next one. */
  counter: number;
  refuted: boolean;
  answers: number;
  confirmed: boolean;
}

/**
 * Calibration on one bus: XCP and CCP, on identifiers that only the description of the control unit names. They are
 * recognised by how they connect, so that what connected before the recording began is not.
 */
export class CalibrationBus {
  readonly #findings: Findings;
  readonly #dialogues: Asked[] = [];
  /** The last of each protocol that waits for its answer. */
  readonly #asked: Partial<Record<CalibrationProtocol, Asked>> = {};

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  /** Handlers for an identifier whose first frame may connect, or answer to that. */
  handlers(identifier: CanIdentifier): readonly FrameHandler[] {
    const { firstByte } = identifier;
    // Groups of SAE J1939 and NMEA 2000 begin with these bytes too, which stand for "not available" and "acknowledged".
    if (identifier.extended && isNamedGroup(identifier.id)) return [];
    if (firstByte !== xcpPackets.response && firstByte !== ccpConnect) return [];
    /** Undefined before the first frame, `null` for what is no calibration. */
    let handler: FrameHandler | null | undefined;
    return [
      (high, low, data, start, length, offset, flags) => {
        if (handler === undefined) handler = this.#begin(identifier, high, low, data, start, length, offset);
        handler?.(high, low, data, start, length, offset, flags);
      },
    ];
  }

  /** Must be called after the last frame. */
  finish(): void {
    for (const { dialogue, confirmed } of this.#dialogues) if (confirmed) dialogue.report(this.#findings);
  }

  #begin(
    identifier: CanIdentifier,
    high: number,
    low: number,
    data: Uint8Array,
    start: number,
    length: number,
    offset: number,
  ): FrameHandler | null {
    const ms = milliseconds(high, low);
    const xcp = this.#waiting('XCP', ms);
    if (xcp && isXcpConnected(data, start, length)) {
      this.#confirm(xcp, identifier);
      return this.#xcpUnit(xcp, identifier.topic);
    }
    const ccp = this.#waiting('CCP', ms);
    if (ccp && data[start] === ccpReturn && answers(ccp, data, start, length))
      return this.#ccpUnit(ccp, identifier);
    const protocol = protocolOf(data, start, length);
    return protocol
      ? this.#ask(protocol, identifier, placeOf({ high, low, offset }, identifier.topic), ms)
      : null;
  }

  #waiting(protocol: CalibrationProtocol, ms: number): Asked | undefined {
    const asked = this.#asked[protocol];
    return asked && ms - asked.ms <= answerTimeoutMs ? asked : undefined;
  }

  /** A tool asks to connect: its commands are counted from here on. */
  #ask(protocol: CalibrationProtocol, identifier: CanIdentifier, place: Place, ms: number): FrameHandler {
    const between = { tool: identifier.topic, unit: 'a control unit' };
    const dialogue = new CalibrationDialogue(protocol, between, place);
    const tool: Asked = {
      protocol,
      ms,
      dialogue,
      identifier,
      counter: -1,
      answers: 0,
      confirmed: false,
      refuted: false,
    };
    this.#asked[protocol] = tool;
    return (thenHigh, thenLow, frame, from) => {
      const [command, counter] = [frame[from] as number, frame[from + 1] as number];
      const follows = tool.counter < 0 || counter === ((tool.counter + 1) & 0xff);
      if (protocol === 'CCP' && !tool.confirmed && !(follows && ccpCommand(command))) tool.refuted = true;
      if (tool.refuted) return;
      dialogue.command(command);
      tool.counter = counter;
      tool.ms = milliseconds(thenHigh, thenLow);
      if (!tool.confirmed) this.#asked[protocol] = tool;
    };
  }

  #confirm(asked: Asked, unit: CanIdentifier): void {
    if (asked.confirmed) return;
    asked.confirmed = true;
    asked.dialogue.isBetween({ tool: asked.identifier.topic, unit: unit.topic });
    asked.identifier.nameType?.(`${asked.protocol} commands`);
    unit.nameType?.(`${asked.protocol} answers`);
    this.#dialogues.push(asked);
  }

  #xcpUnit({ dialogue }: Asked, topic: string): FrameHandler {
    return (high, low, data, start, length, offset) => {
      const place = () => placeOf({ high, low, offset }, topic);
      dialogue.xcpPacket(data, start, length, place, this.#findings);
    };
  }

  #ccpUnit(asked: Asked, identifier: CanIdentifier): FrameHandler {
    return (high, low, data, start, length, offset) => {
      const first = data[start] as number;
      if (first === ccpReturn && answers(asked, data, start, length)) {
        asked.answers += 1;
        if (asked.answers >= sufficient && !asked.refuted) this.#confirm(asked, identifier);
        const error = data[start + 1] as number;
        if (error !== 0 && asked.confirmed)
          asked.dialogue.error(error, placeOf({ high, low, offset }, identifier.topic), this.#findings);
      } else if (first === ccpEvent) asked.dialogue.event();
      else asked.dialogue.data();
    };
  }
}

function isNamedGroup(id: number): boolean {
  const { pgn } = parameterGroup(id);
  return pgn === pgns.acknowledgement || isRecognised(pgn);
}

function protocolOf(data: Uint8Array, start: number, length: number): CalibrationProtocol | undefined {
  if (isXcpConnect(data, start, length)) return 'XCP';
  return isCcpConnect(data, start, length) ? 'CCP' : undefined;
}

/** CCP 2.1: CONNECT, counter, station address; always eight bytes. */
function isCcpConnect(data: Uint8Array, start: number, length: number): boolean {
  return length === 8 && data[start] === ccpConnect;
}

/** A return message: 0xFF, error, the counter of the command. */
function answers({ counter }: Asked, data: Uint8Array, start: number, length: number): boolean {
  return length === 8 && data[start + 2] === counter;
}
