import { nanoseconds } from '../../summary/nanoseconds.ts';
import type { Findings } from '../../summary/summary-builder.ts';
import type { DltNames } from './dlt-names.ts';
import type { DltRecord } from './dlt-record.ts';

/** In 0.1 ms. Applications pass messages on late, but not by half a minute: then their buffers would be full. */
const latest = 300_000;
const maxEcus = 64;

/** Detects restarts of an ECU by the uptime in its messages. */
export class EcuRestarts {
  readonly #findings: Findings;
  readonly #uptimes = new Map<number, number>();

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  note(ecu: number, uptime: number, { high, low, offset }: DltRecord, names: DltNames): void {
    const before = this.#uptimes.get(ecu);
    if (before === undefined && this.#uptimes.size >= maxEcus) return;
    if (before === undefined || uptime > before) {
      this.#uptimes.set(ecu, uptime);
    } else if (uptime < before - latest) {
      this.#uptimes.set(ecu, uptime);
      const name = names.textOf(ecu);
      const text = `${name} was switched on again: it had run for ${seconds(before)} s, now for ${seconds(uptime)} s`;
      const place = { timeNs: nanoseconds(high, low), topic: name, offset };
      this.#findings.log({ severity: 'info', source: name, text }, place);
    }
  }
}

function seconds(uptime: number): string {
  return (uptime / 10_000).toFixed(1);
}
