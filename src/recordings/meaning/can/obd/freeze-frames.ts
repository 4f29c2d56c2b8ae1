import type { Findings } from '../../../summary/summary-builder.ts';
import { type CanMessage, placeOf } from '../can-message.ts';
import type { Ecu } from '../diagnostics/ecu.ts';
import { dtcMeaning } from '../dtc/dtc-meaning.ts';
import { formatDtc } from '../dtc/format-dtc.ts';
import { figureText } from './figure-text.ts';
import { obdParameter } from './parameters.ts';

interface FreezeFrame {
  ecu: Ecu;
  code: string | undefined;
  /** By the parameter's label: the figure with its unit. */
  values: Map<string, string>;
  message: Pick<CanMessage, 'high' | 'low' | 'offset'>;
}

/** Frames kept at a time on one bus; an ECU has one or two. */
const maxFrames = 256;

/**
 * Mode 02 (SAE J1979, 6.2): the parameters at the moment a code was stored. Testers request one after the other, so a
 * frame is reported when another code replaces it, or at the end.
 */
export class FreezeFrames {
  readonly #findings: Findings;
  readonly #frames = new Map<string, FreezeFrame>();

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  /** A response of mode 02: up to three parameters, each its number, that of the frame, and its bytes. */
  read(message: CanMessage, ecu: Ecu): void {
    const { data, start, length } = message;
    const end = start + length;
    for (let at = start + 1; at + 2 < end; ) {
      const pid = data[at] as number;
      const number = data[at + 1] as number;
      const parameter = obdParameter(pid);
      const value = at + 2;
      if (!parameter || value + parameter.bytes > end) return;
      if (pid === 0x02) this.#begin(message, number, formatOf(data, value), ecu);
      const frame = parameter.measures.length > 0 ? this.#frame(message, number, ecu) : undefined;
      for (const measure of frame ? parameter.measures : []) {
        const text = figureText(measure, data, value);
        if (text !== undefined) frame?.values.set(measure.label, text);
      }
      at = value + parameter.bytes;
    }
  }

  /** Must be called after the last frame of the recording. */
  finish(): void {
    for (const frame of this.#frames.values()) this.#report(frame);
    this.#frames.clear();
  }

  /** PID 02: the code to which the frame belongs; none if it is empty. */
  #begin(message: CanMessage, number: number, code: string | undefined, ecu: Ecu): void {
    const frame = this.#frame(message, number, ecu);
    if (!frame) return;
    if (frame.code !== undefined && frame.code !== code) {
      this.#report(frame);
      frame.values.clear();
    }
    frame.code = code;
    if (code === undefined) return;
    this.#findings.code(
      {
        code,
        source: 'obd',
        severity: 'error',
        message: `${code} stored with a freeze frame in ${ecu.name}: ${dtcMeaning(code)}.`,
      },
      placeOf(message, ecu.topic),
    );
  }

  #frame({ high, low, offset }: CanMessage, number: number, ecu: Ecu): FreezeFrame | undefined {
    const key = `${ecu.topic} ${number}`;
    const present = this.#frames.get(key);
    if (present || this.#frames.size >= maxFrames) return present;
    const frame = { ecu, code: undefined, values: new Map(), message: { high, low, offset } };
    this.#frames.set(key, frame);
    return frame;
  }

  #report({ ecu, code, values, message }: FreezeFrame): void {
    if (code === undefined || values.size === 0) return;
    const listed = [...values].map(([label, value]) => `${label} ${value}`);
    this.#findings.code(
      {
        code: `${code} freeze frame`,
        source: 'obd',
        severity: 'info',
        message: `When ${code} was stored in ${ecu.name}: ${listed.join(', ')}.`,
      },
      placeOf(message, ecu.topic),
    );
  }
}

function formatOf(data: Uint8Array, at: number): string | undefined {
  const [high, low] = [data[at] as number, data[at + 1] as number];
  return high === 0 && low === 0 ? undefined : formatDtc(high, low);
}
