import type { Segment } from '../dbc/can-database.ts';
import { childOf, descend, textOf, type XmlElement } from '../xml/xml-tree.ts';
import type { ArxmlReferences } from './arxml-references.ts';
import {
  type DefinitionCollector,
  labelRange,
  parseNumber,
  placeProblem,
  type SignalDraft,
  scaled,
} from './definition-collector.ts';

/** Lists of signals in a PDU: of release 4, 3.2 and 3.1. */
const mappingLists = ['I-SIGNAL-TO-PDU-MAPPINGS', 'I-SIGNAL-TO-I-PDU-MAPPINGS', 'SIGNAL-TO-PDU-MAPPINGS'];

/** `BASE-TYPE-ENCODING`: two's complement, floats, and two other forms of signed integers that hardly anybody uses. */
const signedEncoding = '2C';
const floatEncoding = 'IEEE754';
const otherEncodings: ReadonlySet<string> = new Set(['1C', 'SM', 'BCD-P', 'BCD-UP']);

/** Categories of `COMPU-METHOD` that are read: no rule, a linear one, names, and both. */
const readCategories: ReadonlySet<string> = new Set([
  '',
  'IDENTICAL',
  'LINEAR',
  'SCALE_LINEAR',
  'RAT_FUNC',
  'TEXTTABLE',
  'SCALE_LINEAR_AND_TEXTTABLE',
]);

type Conversion = ReturnType<typeof scaled> & { labels: ReadonlyMap<number, string> | undefined };

/** Signals of PDUs. */
export class ArxmlSignals {
  readonly #references: ArxmlReferences;
  readonly #collector: DefinitionCollector;
  readonly #conversions = new Map<XmlElement, Conversion | undefined>();

  constructor(references: ArxmlReferences, collector: DefinitionCollector) {
    this.#references = references;
    this.#collector = collector;
  }

  /** `firstBit` is that of the PDU in its frame, the first of a byte. */
  addAll(pdu: XmlElement, firstBit: number, signals: SignalDraft[]): void {
    for (const list of mappingLists)
      for (const mapping of childOf(pdu, list)?.children ?? []) this.#add(mapping, firstBit, signals);
  }

  #add(mapping: XmlElement, firstBit: number, signals: SignalDraft[]): void {
    const signal =
      this.#references.target(mapping, 'I-SIGNAL-REF') ?? this.#references.target(mapping, 'SIGNAL-REF');
    if (!signal) {
      // A mapping of a group has no signal of its own.
      if (!childOf(mapping, 'I-SIGNAL-GROUP-REF'))
        this.#problem(mapping, 'what it refers to is not in the file');
      return;
    }
    const system = this.#references.target(signal, 'SYSTEM-SIGNAL-REF');
    if (system && system.name !== 'SYSTEM-SIGNAL') return;
    const name = textOf(signal, 'SHORT-NAME') || textOf(system, 'SHORT-NAME');
    const startBit = parseNumber(textOf(mapping, 'START-POSITION')) + firstBit;
    const size = parseNumber(textOf(signal, 'LENGTH') || textOf(system, 'LENGTH'));
    const wrong = placeProblem(startBit, size);
    if (wrong) {
      this.#problem(mapping, wrong, name);
      return;
    }
    const method = this.#methodOf(system);
    const conversion = this.#conversionOf(method);
    const type = this.#typeOf(signal, system);
    if (!conversion || !type) return;
    signals.push({
      name,
      startBit,
      size,
      bigEndian: textOf(mapping, 'PACKING-BYTE-ORDER') === 'MOST-SIGNIFICANT-BYTE-FIRST',
      ...type,
      ...conversion,
      unit: this.#unitOf(system, method),
      invalid: this.#invalidOf(signal, system, conversion.labels),
    });
  }

  #problem({ start, end }: XmlElement, message: string, name = ''): void {
    this.#collector.problem(start, end, `signal ${name || 'of a PDU'}: ${message}`);
  }

  /** Undefined for encodings that are not read. In release 3 the data type says it, by its base type or by itself. */
  #typeOf(
    signal: XmlElement,
    system: XmlElement | undefined,
  ): { signed: boolean; float: boolean } | undefined {
    const dataType = this.#references.target(system, 'DATA-TYPE-REF');
    const type =
      this.#references.target(propertiesOf(signal, 'NETWORK-REPRESENTATION-PROPS'), 'BASE-TYPE-REF') ??
      this.#references.target(childOf(dataType, 'SW-DATA-DEF-PROPS'), 'BASE-TYPE-REF');
    if (!type) {
      const signed = parseNumber(textOf(dataType, 'LOWER-LIMIT')) < 0;
      return dataType?.name === 'REAL-TYPE' ? { signed: false, float: true } : { signed, float: false };
    }
    const encoding = textOf(type, 'BASE-TYPE-ENCODING');
    if (otherEncodings.has(encoding)) {
      this.#collector.notRead(`signals with the encoding ${encoding}`);
      return undefined;
    }
    return { signed: encoding === signedEncoding, float: encoding === floatEncoding };
  }

  /** A number or, of a computation method, a name for one; in release 3 that of the signal's data type. */
  #invalidOf(
    signal: XmlElement,
    system: XmlElement | undefined,
    labels: Conversion['labels'],
  ): number | undefined {
    const type = childOf(this.#references.target(system, 'DATA-TYPE-REF'), 'SW-DATA-DEF-PROPS');
    const stated = [propertiesOf(signal, 'NETWORK-REPRESENTATION-PROPS'), type]
      .map((each) => childOf(each, 'INVALID-VALUE')?.children[0])
      .find((each) => each !== undefined);
    const text = textOf(stated, 'VALUE').trim();
    if (stated?.name === 'TEXT-VALUE-SPECIFICATION')
      return [...(labels ?? [])].find(([, label]) => label === text)?.[0];
    if (stated?.name === 'BOOLEAN-LITERAL') return Number(text.toLowerCase() === 'true');
    const value = parseNumber(text);
    return Number.isFinite(value) ? value : undefined;
  }

  /** In release 3 the computation method is that of the signal's data type. */
  #methodOf(system: XmlElement | undefined): XmlElement | undefined {
    const own = this.#references.target(propertiesOf(system, 'PHYSICAL-PROPS'), 'COMPU-METHOD-REF');
    if (own) return own;
    const type = this.#references.target(system, 'DATA-TYPE-REF');
    return this.#references.target(childOf(type, 'SW-DATA-DEF-PROPS'), 'COMPU-METHOD-REF');
  }

  #unitOf(system: XmlElement | undefined, method: XmlElement | undefined): string {
    const own = this.#references.target(propertiesOf(system, 'PHYSICAL-PROPS'), 'UNIT-REF');
    const name = textOf(own ?? this.#references.target(method, 'UNIT-REF'), 'DISPLAY-NAME');
    return name === 'NoUnit' ? '' : name;
  }

  /** Undefined where the method is of a kind that is not read, so that its signals have no figure. */
  #conversionOf(method: XmlElement | undefined): Conversion | undefined {
    if (!method) return { factor: 1, offset: 0, labels: undefined };
    const known = this.#conversions.get(method);
    if (known || this.#conversions.has(method)) {
      if (!known) this.#nameCategory(method);
      return known;
    }
    const conversion = this.#readConversion(method);
    if (!conversion) this.#nameCategory(method);
    this.#conversions.set(method, conversion);
    return conversion;
  }

  #nameCategory(method: XmlElement): void {
    this.#collector.notRead(
      `signals with a COMPU-METHOD of category ${textOf(method, 'CATEGORY') || 'unknown'}`,
    );
  }

  #readConversion(method: XmlElement): Conversion | undefined {
    const category = textOf(method, 'CATEGORY');
    if (!readCategories.has(category)) return undefined;
    const labels: [number, string][] = [];
    const scales: Segment[] = [];
    for (const scale of descend(method, 'COMPU-INTERNAL-TO-PHYS', 'COMPU-SCALES')?.children ?? []) {
      const text = descend(scale, 'COMPU-CONST', 'VT')?.text;
      if (text !== undefined) labels.push(...labelsOf(scale, text));
      else {
        const linear = linearOf(scale);
        if (!linear) return undefined;
        scales.push({ ...limitsOf(scale), ...linear });
      }
    }
    return { ...scaled(scales), labels: labels.length > 0 ? this.#collector.labels(labels) : undefined };
  }
}

function propertiesOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return descend(element, name, 'SW-DATA-DEF-PROPS-VARIANTS', 'SW-DATA-DEF-PROPS-CONDITIONAL');
}

/** A name for a value or for each of a range. */
function labelsOf(scale: XmlElement, text: string): Iterable<[number, string]> {
  const [lower, upper] = [childOf(scale, 'LOWER-LIMIT'), childOf(scale, 'UPPER-LIMIT')];
  const from = parseNumber((lower ?? upper)?.text);
  const to = parseNumber((upper ?? lower)?.text);
  // Names of floats are those of single values.
  if (from === to && Number.isFinite(from)) return [[from, text]];
  return labelRange(from + Number(isOpen(lower)), to - Number(isOpen(upper)), text);
}

function isOpen(limit: XmlElement | undefined): boolean {
  return limit?.attributes['INTERVAL-TYPE'] === 'OPEN';
}

/** Raw values of a scale, both ends included; without a limit as far as they go. */
function limitsOf(scale: XmlElement): Pick<Segment, 'from' | 'to'> {
  const limit = (name: string, direction: 1 | -1) => {
    const element = childOf(scale, name);
    const value = parseNumber(element?.text.replace(/^([+-]?)INF$/, '$1Infinity'));
    if (Number.isNaN(value)) return direction * Number.NEGATIVE_INFINITY;
    const least = Math.max(Math.abs(value) * Number.EPSILON, Number.MIN_VALUE);
    return isOpen(element) ? value + direction * least : value;
  };
  return { from: limit('LOWER-LIMIT', 1), to: limit('UPPER-LIMIT', -1) };
}

/** (v0 + v1 · x) / d0, or a constant; undefined if it is another function. */
function linearOf(scale: XmlElement): Pick<Segment, 'factor' | 'offset'> | undefined {
  const constant = parseNumber(descend(scale, 'COMPU-CONST', 'V')?.text);
  if (Number.isFinite(constant)) return { factor: 0, offset: constant };
  const coefficients = childOf(scale, 'COMPU-RATIONAL-COEFFS');
  if (!coefficients) return { factor: 1, offset: 0 };
  const numbers = (name: string) =>
    (childOf(coefficients, name)?.children ?? []).map(({ text }) => parseNumber(text));
  const [offset = Number.NaN, factor = 0, ...higher] = numbers('COMPU-NUMERATOR');
  const [divisor = Number.NaN, ...others] = numbers('COMPU-DENOMINATOR');
  const isLinear = [...higher, ...others].every((each) => each === 0) && divisor !== 0;
  if (!isLinear || !Number.isFinite(offset / divisor) || !Number.isFinite(factor / divisor)) return undefined;
  return { factor: factor / divisor, offset: offset / divisor };
}
