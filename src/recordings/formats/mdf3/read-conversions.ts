import type { Conversion } from '../mdf/conversion.ts';
import { type NumberRule, rational, table, valueRangeTable } from '../mdf/conversion-rules.ts';
import { parseFormula } from '../mdf/formula.ts';
import type { Mdf3Block, Mdf3Blocks } from './blocks.ts';
import { inverseOf, polynomial } from './conversion-formulas.ts';

/** Fields before the parameters: range, unit, type, and how many there are. */
const headBytes = 46;

/** A formula is a text of up to this many bytes. */
const formulaBytes = 256;

/** Bytes of a row of a text table, and of one of ranges: two limits and a link. */
const rangeRowBytes = 20;

/** Maximum rows of a conversion table. */
const maxRows = 10_000;

/** Conversion type (MDF 3.3, CC block); 132 and 133 are dates and times of CANopen, which are no figures. */
const types = {
  linear: 0,
  interpolate: 1,
  table: 2,
  polynomial: 6,
  exponential: 7,
  logarithmic: 8,
  rational: 9,
  formula: 10,
  textTable: 11,
  textRanges: 12,
  none: 65_535,
};

export interface ReadConversion {
  /** Undefined if the value needs no conversion. */
  rule: Conversion | undefined;
  unit: string;
}

const unknown: Conversion = { kind: 'unknown' };

/** Reads CC blocks with what they refer to, each once. */
export class ConversionReader {
  readonly #blocks: Mdf3Blocks;
  readonly #read = new Map<number, ReadConversion>();

  constructor(blocks: Mdf3Blocks) {
    this.#blocks = blocks;
  }

  async read(link: number): Promise<ReadConversion> {
    if (link === 0) return { rule: undefined, unit: '' };
    const known = this.#read.get(link);
    if (known) return known;
    const block = await this.#blocks.block(link, 'CC', headBytes - 2);
    const unit = block?.text(22, 20) ?? '';
    const read = { rule: block ? await this.#rule(block) : unknown, unit };
    this.#read.set(link, read);
    return read;
  }

  async #rule(block: Mdf3Block): Promise<Conversion | undefined> {
    const count = block.u16(44);
    switch (block.u16(42)) {
      case types.none:
        return undefined;
      case types.linear:
        return linear(block);
      case types.interpolate:
      case types.table:
        return this.#table(block, count);
      case types.polynomial:
        return functionOf(polynomial(reals(block, 6)));
      case types.exponential:
        return functionOf(inverseOf(reals(block, 7), Math.log));
      case types.logarithmic:
        return functionOf(inverseOf(reals(block, 7), Math.exp));
      case types.rational:
        return functionOf(rational(reals(block, 6)));
      case types.formula:
        return functionOf(parseFormula(block.text(headBytes, formulaBytes)));
      case types.textTable:
        return { kind: 'text' };
      case types.textRanges:
        return this.#ranges(block, count);
      default:
        return unknown;
    }
  }

  /** Rows of raw and physical value; of long tables the length of the block is too small. */
  async #table(head: Mdf3Block, count: number): Promise<Conversion> {
    if (count === 0 || count > maxRows) return unknown;
    const bytes = headBytes + count * 16;
    const block = await this.#blocks.block(head.offset, 'CC', headBytes, bytes);
    if (!block || block.size < bytes) return unknown;
    return functionOf(table(reals(block, count * 2), head.u16(42) === types.interpolate));
  }

  /** The text of the first row is that of all other values; with `{X}` it is a formula in quotes instead. */
  async #ranges(head: Mdf3Block, rows: number): Promise<Conversion> {
    const otherwise = await this.#blocks.text(head.u32(headBytes + 16));
    const formula = /"([^"]*)"/.exec(otherwise)?.[1];
    if (!otherwise.includes('{X}') || formula === undefined) return { kind: 'text' };
    const rule = parseFormula(formula.replaceAll('{X}', 'X'));
    if (rows === 0 || rows > maxRows) return unknown;
    const count = rows - 1;
    const block = await this.#blocks.block(head.offset, 'CC', headBytes, headBytes + rows * rangeRowBytes);
    if (!rule || !block) return unknown;
    const limits = Float64Array.from({ length: count * 2 }, (_, index) =>
      block.real(headBytes + rangeRowBytes * (1 + (index >> 1)) + (index % 2) * 8),
    );
    const texts: undefined[] = Array.from({ length: count });
    return functionOf(valueRangeTable(limits, texts, rule, false));
  }
}

/** Without parameters, as some programs leave them out, the value is as it stands. */
function linear(block: Mdf3Block): Conversion | undefined {
  if (block.u16(44) < 2) return undefined;
  const [offset = 0, factor = 1] = reals(block, 2);
  return { kind: 'linear', offset, factor };
}

function reals(block: Mdf3Block, count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, index) => block.real(headBytes + index * 8));
}

function functionOf(apply: NumberRule | undefined): Conversion {
  return apply ? { kind: 'function', apply } : unknown;
}
