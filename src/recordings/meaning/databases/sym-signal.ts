import { dbcStartBit, placeProblem, type SignalDraft } from './definition-collector.ts';
import { symAttributes, symNumber, symWords, withoutAttributes } from './sym-statements.ts';

/** A signal without its place in a message. */
export type SymSignal = Omit<SignalDraft, 'startBit' | 'selection'>;

/** Types of a fixed size, in bits. */
const sizes: Readonly<Record<string, number>> = { bit: 1, char: 8, float: 32, double: 64 };
const floats: ReadonlySet<string> = new Set(['float', 'double']);
const texts: ReadonlySet<string> = new Set(['string', 'raw', 'char']);
/** Their bytes are no figure. */
const unitOfTexts = 'text';

export type SignalParser = (value: string) => SymSignal | string;

/** Parses `Name unsigned 16 -m /u:km/h /f:0.1 /e:Names`, what is wrong with it as a text. */
export function createSignalParser(
  enumerations: ReadonlyMap<string, ReadonlyMap<number, string>>,
): SignalParser {
  return (value) => {
    const attributes = symAttributes(value);
    const [name, type, ...rest] = symWords(withoutAttributes(value));
    if (name === undefined || type === undefined) return 'the signal has no name and type';
    const kind = type.toLowerCase();
    const size = sizes[kind] ?? symNumber(rest.find((word) => /^\d/.test(word)));
    const wrong = placeProblem(0, size);
    if (wrong) return `signal ${name}: ${wrong}`;
    const factor = Number(attributes.get('f') ?? 1);
    const offset = Number(attributes.get('o') ?? 0);
    if (!Number.isFinite(factor) || !Number.isFinite(offset))
      return `signal ${name}: factor and offset are no numbers`;
    const spn = Number(attributes.get('spn') ?? 0);
    return {
      name,
      size,
      bigEndian: rest.includes('-m'),
      signed: kind === 'signed',
      float: floats.has(kind),
      factor,
      offset,
      unit: texts.has(kind) ? unitOfTexts : (attributes.get('u') ?? ''),
      labels: enumerations.get(attributes.get('e') ?? type),
      spn: spn > 0 ? spn : undefined,
    };
  };
}

/** With its place, counted from the payload's first bit. */
export function placed(
  signal: SymSignal,
  place: number,
  selection: SignalDraft['selection'],
): SignalDraft | string {
  const wrong = placeProblem(place, signal.size);
  if (wrong) return `signal ${signal.name}: ${wrong}`;
  return { ...signal, startBit: dbcStartBit(place, signal.bigEndian), selection };
}
