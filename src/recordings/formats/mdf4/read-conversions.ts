import { type Conversion, convert } from '../mdf/conversion.ts';
import {
  type NumberRule,
  rangeTable,
  rational,
  table,
  valueRangeTable,
  valueTable,
} from '../mdf/conversion-rules.ts';
import { parseFormula } from '../mdf/formula.ts';
import { plainText } from '../mdf/plain-text.ts';
import type { Block, BlockReader } from './blocks.ts';

/** Maximum rows of a conversion table. */
const maxRows = 10_000;

/** A rule may refer to rules; deeper or circular references are not followed. */
const maxDepth = 8;

/** Maximum references examined in one file; further ones are assumed to be texts, as nearly all are. */
const maxReferences = 500_000;

/** cc_type (ASAM MDF 4.1, CC block). */
const types = {
  none: 0,
  linear: 1,
  rational: 2,
  algebraic: 3,
  interpolate: 4,
  table: 5,
  rangeTable: 6,
  valueToText: 7,
  rangeToText: 8,
  textToValue: 9,
  textToText: 10,
  bitfieldToText: 11,
};

export interface ReadConversion {
  /** Undefined if the value needs no conversion. */
  rule: Conversion | undefined;
  unit: string;
}

/** The values and references of a CC block. */
interface Parameters {
  type: number;
  values: Float64Array;
  references: readonly number[];
}

const unknown: Conversion = { kind: 'unknown' };
const text: Conversion = { kind: 'text' };

/** Reads CC blocks with what they refer to; each is read once for integers, and once for floating-point numbers. */
export class ConversionReader {
  readonly #blocks: BlockReader;
  readonly #text: (link: number) => Promise<string>;
  readonly #read = new Map<string, ReadConversion>();
  readonly #isRule = new Map<number, boolean>();

  constructor(blocks: BlockReader, text: (link: number) => Promise<string>) {
    this.#blocks = blocks;
    this.#text = text;
  }

  /** `isFloat`: whether the raw values are floating-point numbers, whose ranges exclude their upper bound. */
  async read(link: number, isFloat: boolean): Promise<ReadConversion> {
    if (link === 0) return { rule: undefined, unit: '' };
    const key = `${link} ${isFloat}`;
    const known = this.#read.get(key);
    if (known) return known;
    const block = await this.#blocks.block(link, 'CC');
    const rule = block ? await this.#rule(block, isFloat, maxDepth) : unknown;
    const read = { rule, unit: await this.#text(block?.links[1] ?? 0) };
    this.#read.set(key, read);
    return read;
  }

  async #rule(block: Block, isFloat: boolean, depth: number): Promise<Conversion | undefined> {
    const parameters = parametersOf(block);
    if (!parameters) return unknown;
    const { type, values, references } = parameters;
    switch (type) {
      case types.algebraic:
        return functionOf(parseFormula(plainText(await this.#blocks.text(references[0] ?? 0))));
      case types.valueToText: {
        const { rules, otherwise, any } = await this.#rules(references, values.length, isFloat, depth);
        return any ? functionOf(valueTable(values, rules, otherwise)) : text;
      }
      case types.rangeToText: {
        const rows = values.length >> 1;
        const { rules, otherwise, any } = await this.#rules(references, rows, isFloat, depth);
        return any ? functionOf(valueRangeTable(values, rules, otherwise, isFloat)) : text;
      }
      case types.textToValue:
        return { kind: 'from-text', apply: await this.#numbersOfTexts(parameters) };
      default:
        return numberRule(parameters, isFloat);
    }
  }

  /** The targets of a table's references: a rule, or undefined for a text. The default follows the rows. */
  async #rules(references: readonly number[], rows: number, isFloat: boolean, depth: number) {
    const rules: (NumberRule | undefined)[] = [];
    for (const reference of references.slice(0, rows + 1))
      rules.push(await this.#reference(reference, isFloat, depth));
    return {
      rules: rules.slice(0, rows),
      otherwise: rules[rows],
      any: rules.some((rule) => rule !== undefined),
    };
  }

  async #reference(link: number, isFloat: boolean, depth: number): Promise<NumberRule | undefined> {
    if (link === 0 || depth === 0 || !(await this.#leadsToRule(link))) return undefined;
    const block = await this.#blocks.block(link, 'CC');
    const rule = block ? await this.#rule(block, isFloat, depth - 1) : unknown;
    if (rule === undefined) return (raw) => raw;
    return rule.kind === 'linear' || rule.kind === 'function' ? (raw) => convert(rule, raw) : undefined;
  }

  async #leadsToRule(link: number): Promise<boolean> {
    const known = this.#isRule.get(link);
    if (known !== undefined) return known;
    if (this.#isRule.size >= maxReferences) return false;
    const isRule = (await this.#blocks.header(link))?.id === 'CC';
    this.#isRule.set(link, isRule);
    return isRule;
  }

  /** Texts, each with its number, then the default number; without it other texts stand for none. */
  async #numbersOfTexts({ values, references }: Parameters): Promise<(raw: string) => number> {
    const numbers = new Map<string, number>();
    for (const [row, link] of references.slice(0, maxRows).entries()) {
      const value = values[row];
      const key = await this.#text(link);
      if (value !== undefined && !numbers.has(key)) numbers.set(key, value);
    }
    const otherwise = values[references.length] ?? Number.NaN;
    return (raw) => numbers.get(raw) ?? otherwise;
  }
}

function parametersOf({ data, links }: Block): Parameters | undefined {
  if (data.byteLength < 24) return undefined;
  const count = Math.min(data.getUint16(6, true), Math.floor((data.byteLength - 24) / 8), 3 * maxRows);
  return {
    type: data.getUint8(0),
    values: Float64Array.from({ length: count }, (_, index) => data.getFloat64(24 + index * 8, true)),
    references: links.slice(4, 4 + data.getUint16(4, true)),
  };
}

/** The rules that refer to nothing else. */
function numberRule({ type, values }: Parameters, isFloat: boolean): Conversion | undefined {
  const [offset = 0, factor = 1] = values;
  const count = values.length;
  switch (type) {
    case types.none:
      return undefined;
    case types.linear:
      return count < 2 ? unknown : { kind: 'linear', offset, factor };
    case types.rational:
      return functionOf(count < 6 ? undefined : rational(values));
    case types.interpolate:
    case types.table:
      return functionOf(count < 2 ? undefined : table(values, type === types.interpolate));
    case types.rangeTable:
      return functionOf(count < 4 ? undefined : rangeTable(values, isFloat));
    case types.textToText:
    case types.bitfieldToText:
      return text;
    default:
      return unknown;
  }
}

function functionOf(apply: NumberRule | undefined): Conversion {
  return apply ? { kind: 'function', apply } : unknown;
}
