import type { TopicTracker } from '../../summary/topic-tracker.ts';
import { isXcpConnect, isXcpConnected } from '../calibration/connect.ts';
import { CalibrationDialogue } from '../calibration/dialogue.ts';
import { placeOf } from '../can/can-message.ts';
import type { NetworkFindings } from './network-findings.ts';
import type { NetworkPayload, NetworkProtocol } from './network-payload.ts';

/** No port is registered for XCP; this is the one of ASAM's examples and of most tools. */
const xcpPort = 5_555;

/** ASAM MCD-1 XCP 1.5, transport layer Ethernet: length and counter, least significant byte first. */
const headerSize = 4;

const topics = {
  commands: { name: 'XCP commands', type: 'XCP', encoding: 'xcp' },
  answers: { name: 'XCP answers', type: 'XCP', encoding: 'xcp' },
} as const;

/** XCP on Ethernet, counted from the answer to CONNECT on: other protocols use its port too. */
export class XcpMessages {
  readonly #findings: NetworkFindings;
  readonly #commands: NetworkProtocol;
  readonly #answers: NetworkProtocol;
  /** Of the last CONNECT. */
  #asked: CalibrationDialogue | undefined;
  #dialogue: CalibrationDialogue | undefined;
  #trackers: { commands: TopicTracker; answers: TopicTracker } | undefined;

  constructor(findings: NetworkFindings) {
    this.#findings = findings;
    this.#commands = { sizeAt, read: (message) => this.#command(message) };
    this.#answers = { sizeAt, read: (message) => this.#answer(message) };
  }

  /** The direction of a packet; undefined for other ports. */
  of(source: number, target: number): NetworkProtocol | undefined {
    if (target === xcpPort) return this.#commands;
    return source === xcpPort ? this.#answers : undefined;
  }

  /** Must be called after the last packet. */
  finish(): void {
    this.#dialogue?.report(this.#findings);
  }

  #command({ bytes, start, end, high, low, offset }: NetworkPayload): void {
    const at = start + headerSize;
    if (!this.#dialogue && isXcpConnect(bytes, at, end - at)) {
      const between = { tool: 'A tool', unit: `the control unit at port ${xcpPort}` };
      const place = placeOf({ high, low, offset }, topics.commands.name);
      this.#asked = new CalibrationDialogue('XCP', between, place);
      this.#asked.command(bytes[at] as number);
    }
    if (!this.#dialogue) return;
    this.#trackers?.commands.add(high, low, end - start, offset);
    this.#dialogue.command(bytes[at] as number);
  }

  #answer({ bytes, start, end, high, low, offset }: NetworkPayload): void {
    const at = start + headerSize;
    if (!this.#dialogue) {
      if (!this.#asked || !isXcpConnected(bytes, at, end - at)) return;
      this.#dialogue = this.#asked;
      const [commands, answers] = [
        this.#findings.topic(topics.commands),
        this.#findings.topic(topics.answers),
      ];
      commands.examined = true;
      answers.examined = true;
      this.#trackers = { commands, answers };
    }
    this.#trackers?.answers.add(high, low, end - start, offset);
    const place = () => placeOf({ high, low, offset }, topics.answers.name);
    this.#dialogue.xcpPacket(bytes, at, end - at, place, this.#findings);
  }
}

function sizeAt({ view, start, end }: NetworkPayload): number {
  if (end - start < headerSize) return 0;
  const length = view.getUint16(start, true);
  return length === 0 ? -1 : headerSize + length;
}
