import { decodeText } from '../dbc/decode-text.ts';
import { neededBytes } from '../dbc/raw-reader.ts';
import { childOf, parseXml, type XmlElement } from '../xml/xml-tree.ts';
import {
  DefinitionCollector,
  dbcStartBit,
  labelRange,
  type ParsedDatabase,
  parseNumber,
  placeProblem,
  type SignalDraft,
} from './definition-collector.ts';

/** `Definition.xsd`: what `endianess` and `type` may be. */
const orders: ReadonlySet<string> = new Set(['big', 'little']);
const types: ReadonlySet<string> = new Set(['unsigned', 'signed', 'single', 'double']);

const elements: ReadonlySet<string> = new Set(
  `NetworkDefinition Document Node Var Bus Message Notes Producer Consumer NodeRef Signal Value LabelSet Label
   LabelGroup Multiplex MuxGroup`.split(/\s+/),
);

/**
 * Reads the CAN database of Kayak (KCD, https://github.com/dschanoeh/Kayak, `Definition.xsd`): messages of all buses,
 * signals, multiplexing and labels.
 */
export function parseKcd(bytes: Uint8Array): ParsedDatabase {
  const source = decodeText(bytes);
  const collector = new DefinitionCollector(source);
  const { root, problem } = parseXml(source.text);
  if (root) parseElement(root, collector, undefined);
  if (problem) collector.problem(problem.at, source.text.length, problem.message);
  return collector.finish();
}

/** What is inside elements that are not known is passed over with them. */
function parseElement(element: XmlElement, collector: DefinitionCollector, bus: string | undefined): void {
  if (!elements.has(element.name)) {
    collector.later(element.name);
    return;
  }
  if (element.name === 'Message') parseMessage(element, collector, bus);
  const inside = element.name === 'Bus' ? element.attributes.name : bus;
  for (const child of element.children) parseElement(child, collector, inside);
}

function parseMessage(element: XmlElement, collector: DefinitionCollector, bus: string | undefined): void {
  const { name = '', id: idText, format, length: lengthText } = element.attributes;
  const id = parseNumber(idText);
  const extended = format === 'extended' || id > 0x7ff;
  if (!Number.isSafeInteger(id) || id < 0 || id > (extended ? 0x1fff_ffff : 0x7ff)) {
    collector.problem(element.start, element.end, `message ${name} has no valid identifier`);
    return;
  }
  const signals: SignalDraft[] = [];
  for (const child of element.children) {
    if (child.name === 'Signal') addSignal(child, signals, collector);
    else if (child.name === 'Multiplex') addMultiplex(child, signals, collector);
  }
  const stated = lengthText === undefined || lengthText === 'auto' ? Number.NaN : parseNumber(lengthText);
  const needed = Math.max(0, ...signals.map(neededBytes));
  const length = Number.isSafeInteger(stated) && stated >= 0 ? stated : needed;
  collector.message({ name, id, extended, length, bus }, signals);
}

/** The switch, and the signals of each of its values. */
function addMultiplex(element: XmlElement, signals: SignalDraft[], collector: DefinitionCollector): void {
  const by = signals.length;
  if (!addSignal(element, signals, collector)) return;
  for (const group of element.children) {
    if (group.name !== 'MuxGroup') continue;
    const count = parseNumber(group.attributes.count);
    if (!Number.isSafeInteger(count)) {
      collector.problem(group.start, group.end, 'a group of multiplexed signals has no valid value');
      continue;
    }
    for (const child of group.children)
      if (child.name === 'Signal') addSignal(child, signals, collector, { by, ranges: [[count, count]] });
  }
}

/** False if it cannot be read. */
function addSignal(
  element: XmlElement,
  signals: SignalDraft[],
  collector: DefinitionCollector,
  selection?: SignalDraft['selection'],
): boolean {
  const { name = '', offset, length = '1', endianess } = element.attributes;
  const [place, size] = [parseNumber(offset), parseNumber(length)];
  const wrong = placeProblem(place, size);
  if (wrong) {
    collector.problem(element.start, element.end, `signal ${name}: ${wrong}`);
    return false;
  }
  if (!(endianess === undefined || orders.has(endianess))) {
    collector.notRead(`signals with the byte order ${endianess}`);
    return false;
  }
  const bigEndian = endianess === 'big';
  const { slope = '1', intercept = '0', unit = '', type } = childOf(element, 'Value')?.attributes ?? {};
  if (!(type === undefined || types.has(type))) {
    collector.notRead(`signals of the type ${type}`);
    return false;
  }
  const [factor, shift] = [parseNumber(slope), parseNumber(intercept)];
  if (!Number.isFinite(factor) || !Number.isFinite(shift)) {
    collector.problem(element.start, element.end, `signal ${name}: its slope and intercept are no numbers`);
    return false;
  }
  signals.push({
    name,
    startBit: dbcStartBit(place, bigEndian),
    size,
    bigEndian,
    signed: type === 'signed',
    float: type === 'single' || type === 'double',
    factor,
    offset: shift,
    unit,
    labels: collector.labels(labelsOf(childOf(element, 'LabelSet'))),
    selection,
  });
  return true;
}

function* labelsOf(set: XmlElement | undefined): Generator<readonly [number, string]> {
  for (const { name: kind, attributes } of set?.children ?? []) {
    const { name = '', value, from, to } = attributes;
    const [first, last] =
      kind === 'Label' ? [parseNumber(value), parseNumber(value)] : [parseNumber(from), parseNumber(to)];
    yield* labelRange(first, last, name);
  }
}
