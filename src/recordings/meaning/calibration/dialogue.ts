import { plural } from '../../../domain/plural.ts';
import type { Place } from '../../summary/occurrence.ts';
import type { Findings } from '../../summary/summary-builder.ts';
import { hex } from '../can/can-message.ts';
import { ccpCommand, ccpError, xcpCommand, xcpError } from './calibration-names.ts';
import { xcpPackets } from './connect.ts';

export type CalibrationProtocol = 'XCP' | 'CCP';

const names = {
  XCP: { command: xcpCommand, error: xcpError },
  CCP: { command: ccpCommand, error: ccpError },
} as const;

/** One calibration tool and one control unit: commands, errors and measured data, counted. */
export class CalibrationDialogue {
  readonly #protocol: CalibrationProtocol;
  /** `CAN 1 0x700`; where its errors are reported. */
  #between: { tool: string; unit: string };
  readonly #begun: Place;
  readonly #commands = new Map<number, number>();
  #last: number | undefined;
  #errors = 0;
  #events = 0;
  #data = 0;

  constructor(protocol: CalibrationProtocol, between: { tool: string; unit: string }, begun: Place) {
    this.#protocol = protocol;
    this.#between = between;
    this.#begun = begun;
  }

  /** Says who takes part, once that is known. */
  isBetween(between: { tool: string; unit: string }): void {
    this.#between = between;
  }

  command(code: number): void {
    this.#last = code;
    this.#commands.set(code, (this.#commands.get(code) ?? 0) + 1);
  }

  /**
   * A packet of a control unit that speaks XCP, after the answer to CONNECT: `data[start]` to `data[start + length - 1]`.
   * @param place Called for errors only, since packets of measured data are many.
   */
  xcpPacket(data: Uint8Array, start: number, length: number, place: () => Place, findings: Findings): void {
    const first = data[start] as number;
    if (first === xcpPackets.error && length > 1) this.error(data[start + 1] as number, place(), findings);
    else if (first === xcpPackets.event || first === xcpPackets.service) this.event();
    else if (first !== xcpPackets.response) this.data();
  }

  error(code: number, place: Place, findings: Findings): void {
    this.#errors += 1;
    const text = `${names[this.#protocol].error(code)} (${hex(code, 2)})`;
    const asked = this.#last === undefined ? 'a command' : this.#nameOf(this.#last);
    findings.code(
      {
        code: `${this.#protocol}: ${text}`,
        source: 'calibration',
        severity: 'info',
        message: `${this.#between.unit} refused ${asked}: ${text}.`,
      },
      place,
    );
  }

  /** A message that the control unit sends by itself. */
  event(): void {
    this.#events += 1;
  }

  /** Measured data. */
  data(): void {
    this.#data += 1;
  }

  /** Says in the log what was counted. */
  report(findings: Findings): void {
    const commands = [...this.#commands]
      .sort(([a, most], [b, count]) => count - most || a - b)
      .map(([code, count]) => `${this.#nameOf(code)} (${count})`);
    const parts = [
      commands.join(', '),
      ...(this.#errors > 0 ? [`${this.#errors} refused`] : []),
      ...(this.#events > 0 ? [plural(this.#events, 'event')] : []),
      ...(this.#data > 0 ? [`${plural(this.#data, 'packet')} of measured data`] : []),
    ];
    findings.log(
      {
        source: this.#protocol,
        severity: 'info',
        text: `${this.#between.tool} calibrates ${this.#between.unit}: ${parts.join('; ')}`,
      },
      this.#begun,
    );
  }

  #nameOf(code: number): string {
    return names[this.#protocol].command(code) ?? hex(code, 2);
  }
}
