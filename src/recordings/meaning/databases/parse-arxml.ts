import { decodeText } from '../dbc/decode-text.ts';
import { descend, elementsOf, parseXml, textOf, type XmlElement } from '../xml/xml-tree.ts';
import { ArxmlContainers, type ContainerPlace, type FrameDraft } from './arxml-containers.ts';
import { ArxmlReferences } from './arxml-references.ts';
import { ArxmlSignals } from './arxml-signals.ts';
import {
  DefinitionCollector,
  type ParsedDatabase,
  parseNumber,
  type SignalDraft,
} from './definition-collector.ts';

const triggerings = new Set(['CAN-FRAME-TRIGGERING']);
/** Whose frames are of CAN. */
const clusters = new Set(['CAN-CLUSTER', 'TTCAN-CLUSTER', 'J-1939-CLUSTER']);
/** Clusters of other networks, and configurations of control units (ECUC), whose frames are not read. */
const otherFrames = new Set([
  'LIN-CLUSTER',
  'FLEXRAY-CLUSTER',
  'ETHERNET-CLUSTER',
  'ECUC-MODULE-CONFIGURATION-VALUES',
]);

/** Of the headers in containers; without it the most significant byte comes first. */
const headerOrders = new Set(['CONTAINER-I-PDU-HEADER-BYTE-ORDER']);
const leastFirst = 'MOST-SIGNIFICANT-BYTE-LAST';

/** PDUs inside PDUs. */
const maxDepth = 4;
/** PDUs of a frame, counted as often as they are in it. */
const maxPdus = 4_096;

/**
 * Reads the CAN frames of a system description of AUTOSAR (ARXML, "AUTOSAR XML Schema", releases 3 and 4): frames with
 * their PDUs, also multiplexed and secured ones and containers, signals, computation methods, units and base types.
 */
export function parseArxml(bytes: Uint8Array): ParsedDatabase {
  const source = decodeText(bytes);
  const collector = new DefinitionCollector(source);
  const { root, problem } = parseXml(source.text);
  const [order] = elementsOf(root, headerOrders);
  const frames = new ArxmlFrames(new ArxmlReferences(root), collector, order?.text !== leastFirst);
  const busOf = new Map<XmlElement, string>();
  for (const cluster of elementsOf(root, clusters))
    for (const each of elementsOf(cluster, triggerings)) busOf.set(each, textOf(cluster, 'SHORT-NAME'));
  for (const each of elementsOf(root, triggerings)) frames.read(each, busOf.get(each));
  for (const { name } of elementsOf(root, otherFrames)) collector.notRead(`${name} (its frames)`);
  if (problem) collector.problem(problem.at, source.text.length, problem.message);
  return collector.finish();
}

class ArxmlFrames {
  readonly #references: ArxmlReferences;
  readonly #collector: DefinitionCollector;
  readonly #signals: ArxmlSignals;
  readonly #containers: ArxmlContainers;

  constructor(references: ArxmlReferences, collector: DefinitionCollector, bigEndianHeaders: boolean) {
    this.#references = references;
    this.#collector = collector;
    this.#signals = new ArxmlSignals(references, collector);
    this.#containers = new ArxmlContainers(references, collector, bigEndianHeaders);
  }

  read(triggering: XmlElement, bus: string | undefined): void {
    const { start, end } = triggering;
    const frame = this.#references.target(triggering, 'FRAME-REF');
    const name = textOf(frame, 'SHORT-NAME') || textOf(triggering, 'SHORT-NAME');
    const id = parseNumber(textOf(triggering, 'IDENTIFIER'));
    const extended = textOf(triggering, 'CAN-ADDRESSING-MODE') === 'EXTENDED' || id > 0x7ff;
    if (!Number.isSafeInteger(id) || id < 0 || id > 0x1fff_ffff) {
      this.#collector.problem(start, end, `frame ${name} has no valid identifier`);
      return;
    }
    if (!frame) {
      this.#collector.problem(start, end, `frame ${name}: what it refers to is not in the file`);
      return;
    }
    const length = parseNumber(textOf(frame, 'FRAME-LENGTH'));
    const draft: FrameDraft = { name, signals: [], selectors: 0, pdus: 0 };
    for (const mapping of descend(frame, 'PDU-TO-FRAME-MAPPINGS')?.children ?? []) {
      const pdu = this.#references.target(mapping, 'PDU-REF');
      const place = parseNumber(textOf(mapping, 'START-POSITION') || '0');
      // A PDU begins with a byte, whatever the order of bytes in which its place is written.
      const firstBit = Number.isSafeInteger(place) ? place & ~7 : 0;
      if (pdu) this.#addPdu(pdu, firstBit, draft, 0);
      else this.#collector.problem(mapping.start, mapping.end, `frame ${name}: its PDU is not in the file`);
    }
    const { signals, container } = draft;
    this.#collector.message(
      { name, id, extended, length: Number.isSafeInteger(length) ? length : 8, container, bus },
      signals,
    );
  }

  #addPdu(pdu: XmlElement, firstBit: number, frame: FrameDraft, depth: number): void {
    frame.pdus += 1;
    if (depth > maxDepth || frame.pdus > maxPdus) {
      this.#collector.notRead(`PDUs that are more than ${maxDepth} deep or ${maxPdus} in a frame`);
      return;
    }
    if (pdu.name === 'MULTIPLEXED-I-PDU') this.#addMultiplexed(pdu, firstBit, frame, depth);
    else if (pdu.name === 'CONTAINER-I-PDU') this.#addContainer(pdu, { firstBit, behind: 0 }, frame, depth);
    else if (pdu.name === 'SECURED-I-PDU') this.#addSecured(pdu, firstBit, frame, depth);
    else this.#signals.addAll(pdu, firstBit, frame.signals);
  }

  #addContainer(pdu: XmlElement, place: ContainerPlace, frame: FrameDraft, depth: number): void {
    this.#containers.add(pdu, place, frame, (contained, firstBit) =>
      this.#addPdu(contained, firstBit, frame, depth + 1),
    );
  }

  /** The payload; freshness value and authenticator are behind it. */
  #addSecured(pdu: XmlElement, firstBit: number, frame: FrameDraft, depth: number): void {
    // It has nothing but the authenticator of a payload that is in another PDU.
    if (textOf(pdu, 'USE-AS-CRYPTOGRAPHIC-I-PDU') === 'true') return;
    const payload = this.#references.pduOf(pdu, 'PAYLOAD-REF');
    if (!payload) {
      this.#collector.problem(
        pdu.start,
        pdu.end,
        `frame ${frame.name}: the payload of its PDU is not in the file`,
      );
      return;
    }
    const behind = parseNumber(textOf(pdu, 'LENGTH')) - parseNumber(textOf(payload, 'LENGTH'));
    if (payload.name === 'CONTAINER-I-PDU') {
      const place = { firstBit, behind: behind > 0 ? Math.trunc(behind) : 0 };
      this.#addContainer(payload, place, frame, depth + 1);
    } else this.#addPdu(payload, firstBit, frame, depth + 1);
  }

  /** The signals of each alternative, selected by the value of the selector field, and those that are always there. */
  #addMultiplexed(pdu: XmlElement, firstBit: number, frame: FrameDraft, depth: number): void {
    const { signals } = frame;
    const place = parseNumber(textOf(pdu, 'SELECTOR-FIELD-START-POSITION'));
    const size = parseNumber(textOf(pdu, 'SELECTOR-FIELD-LENGTH'));
    if (!(place >= 0 && place < 4_096 && size > 0 && size <= 16)) {
      this.#collector.problem(
        pdu.start,
        pdu.end,
        `frame ${frame.name}: its selector field has no valid place`,
      );
      return;
    }
    const by = signals.length;
    const startBit = place + firstBit;
    const bigEndian = textOf(pdu, 'SELECTOR-FIELD-BYTE-ORDER') === 'MOST-SIGNIFICANT-BYTE-FIRST';
    frame.selectors += 1;
    const selector = {
      name: `${frame.name}_selector${frame.selectors}`,
      startBit,
      size,
      bigEndian,
      signed: false,
      float: false,
    };
    signals.push({ ...selector, factor: 1, offset: 0, unit: '' });
    for (const alternative of elementsOf(pdu, alternatives)) {
      const code = parseNumber(textOf(alternative, 'SELECTOR-FIELD-CODE'));
      const own = this.#references.target(alternative, 'I-PDU-REF');
      if (!own || !Number.isSafeInteger(code)) {
        this.#collector.problem(
          alternative.start,
          alternative.end,
          `frame ${frame.name}: an alternative has no PDU and code`,
        );
        continue;
      }
      const from = signals.length;
      this.#addPdu(own, firstBit, frame, depth + 1);
      for (const signal of signals.slice(from)) signal.selection ??= { by, ranges: [[code, code]] };
      // Each alternative defines the selector once more.
      const again = signals.findIndex(
        (signal, index) => index >= from && signal.startBit === startBit && signal.size === size,
      );
      if (again >= 0) this.#takeLabels(signals, by, again);
    }
    for (const part of elementsOf(pdu, staticParts)) {
      const own = this.#references.target(part, 'I-PDU-REF');
      if (own) this.#addPdu(own, firstBit, frame, depth + 1);
    }
  }

  #takeLabels(signals: SignalDraft[], by: number, from: number): void {
    const [selector, repeated] = [signals[by], signals[from]];
    const labels = new Map([...(selector?.labels ?? []), ...(repeated?.labels ?? [])]);
    if (selector) selector.labels = labels;
    // Inner selections refer to signals by their place in the list, so that it stays; it never occurs.
    if (repeated) repeated.selection = { by, ranges: [] };
  }
}

const alternatives = new Set(['DYNAMIC-PART-ALTERNATIVE']);
const staticParts = new Set(['STATIC-PART']);
