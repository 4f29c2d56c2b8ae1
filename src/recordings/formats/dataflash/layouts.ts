import { applyUnits, formatLayout, formatType, type Layout, readNumber, readText } from './layout.ts';

/** Maximum definitions kept per type: in concatenated logs, or if damage changed one. */
const maxCandidates = 4;

/** As many as a byte distinguishes. */
const maxUnits = 256;

/** Multipliers that every version of ArduPilot writes (`LogStructure.h`), for logs that lost their MULT messages. */
const shippedMultipliers: readonly [id: string, multiplier: number][] = [
  ['2', 1e2],
  ['1', 1e1],
  ['0', 1],
  ['A', 1e-1],
  ['B', 1e-2],
  ['C', 1e-3],
  ['D', 1e-4],
  ['E', 1e-5],
  ['F', 1e-6],
  ['G', 1e-7],
  ['I', 1e-9],
  ['!', 3.6],
  ['/', 3600],
];

/** "No multiplier" and "not worked out yet": the format's character determines it. */
const noMultiplier = /^[-?]$/;

/** The definitions of a log. */
export class Layouts {
  readonly #byType = new Map<number, Layout[]>([[formatType, [formatLayout]]]);
  readonly #multipliers = new Map<string, number>(shippedMultipliers);
  readonly #units = new Map<string, string>();

  /** The definitions of a type, the latest first; empty for one that is not defined. */
  of(type: number): readonly Layout[] {
    return this.#byType.get(type) ?? [];
  }

  knows(type: number): boolean {
    return this.#byType.has(type);
  }

  add(layout: Layout): void {
    if (layout.type === formatType) return;
    const present = this.#byType.get(layout.type) ?? [];
    if (present.some((each) => isSame(each, layout))) return;
    this.#byType.set(layout.type, [layout, ...present].slice(0, maxCandidates));
  }

  /** A MULT message. */
  addMultiplier(layout: Layout, view: DataView, at: number): void {
    const id = String.fromCharCode(readNumber(layout, 'Id', view, at));
    const multiplier = readNumber(layout, 'Mult', view, at);
    if (Number.isFinite(multiplier) && multiplier !== 0) this.#multipliers.set(id, multiplier);
  }

  /** A UNIT message. */
  addUnit(layout: Layout, bytes: Uint8Array, view: DataView, at: number): void {
    const id = String.fromCharCode(readNumber(layout, 'Id', view, at));
    if (this.#units.size < maxUnits) this.#units.set(id, readText(layout, 'Label', bytes, at));
  }

  /** A FMTU message. */
  addUnits(layout: Layout, bytes: Uint8Array, view: DataView, at: number): void {
    const [defined] = this.of(readNumber(layout, 'FmtType', view, at));
    if (!defined) return;
    const units = readText(layout, 'UnitIds', bytes, at);
    applyUnits(
      defined,
      units,
      readText(layout, 'MultIds', bytes, at),
      (id) => (noMultiplier.test(id) ? undefined : this.#multipliers.get(id)),
      (id) => this.#units.get(id),
    );
  }
}

function isSame(one: Layout, other: Layout): boolean {
  return (
    one.name === other.name &&
    one.size === other.size &&
    one.columns.length === other.columns.length &&
    one.columns.every(({ name, type }, index) => {
      const counterpart = other.columns[index];
      return counterpart?.name === name && counterpart.type === type;
    })
  );
}
