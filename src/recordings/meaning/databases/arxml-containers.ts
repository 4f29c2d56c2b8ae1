import type { Container } from '../dbc/can-database.ts';
import { childOf, textOf, type XmlElement } from '../xml/xml-tree.ts';
import type { ArxmlReferences } from './arxml-references.ts';
import {
  type DefinitionCollector,
  parseNumber,
  placeProblem,
  type SignalDraft,
} from './definition-collector.ts';

/** A frame while its PDUs are being read. */
export interface FrameDraft {
  name: string;
  signals: SignalDraft[];
  container?: Container;
  /** How many selector fields it has so far, or the current one of its contained PDUs. */
  selectors: number;
  /** PDUs so far. */
  pdus: number;
}

/** `HEADER-TYPE`, the element of a contained PDU that has its identifier, and the largest that there is. */
const headers = new Map([
  ['SHORT-HEADER', { header: 'short', idName: 'HEADER-ID-SHORT-HEADER', largest: 0xff_ffff }],
  ['LONG-HEADER', { header: 'long', idName: 'HEADER-ID-LONG-HEADER', largest: 0xffff_ffff }],
] as const);

/** The bytes of the frame that are not the container's, and its first bit. */
export interface ContainerPlace {
  firstBit: number;
  /** Bytes. */
  behind: number;
}

type AddPdu = (pdu: XmlElement, firstBit: number) => void;

interface Contained {
  /** `CONTAINED-I-PDU-PROPS`: of the container for this PDU (since release 4.4), otherwise the PDU's own. */
  properties: XmlElement | undefined;
  pdu: XmlElement;
  name: string;
}

/** Containers: PDUs behind headers, or in places of their own. */
export class ArxmlContainers {
  readonly #references: ArxmlReferences;
  readonly #collector: DefinitionCollector;
  readonly #bigEndian: boolean;

  /** `bigEndian` is the byte order of all headers. */
  constructor(references: ArxmlReferences, collector: DefinitionCollector, bigEndian: boolean) {
    this.#references = references;
    this.#collector = collector;
    this.#bigEndian = bigEndian;
  }

  /** `addPdu` adds the signals of a contained PDU to the frame. */
  add(container: XmlElement, { firstBit, behind }: ContainerPlace, frame: FrameDraft, addPdu: AddPdu): void {
    const type = textOf(container, 'HEADER-TYPE');
    const kind = headers.get(type as 'SHORT-HEADER' | 'LONG-HEADER');
    if (!kind && type !== 'NO-HEADER') {
      this.#problem(container, frame, `its container has no header type that is known: "${type}"`);
      return;
    }
    if (kind && frame.container) {
      this.#collector.notRead('CONTAINER-I-PDU beside or in another one');
      return;
    }
    if (!kind) {
      for (const contained of this.#contained(container, frame))
        this.#addPlaced(contained, firstBit, frame, addPdu);
      return;
    }
    const headerIds = new Set<number>();
    const { header, idName, largest } = kind;
    frame.container = { before: firstBit >> 3, behind, header, bigEndian: this.#bigEndian, headerIds };
    for (const { properties, pdu, name } of this.#contained(container, frame)) {
      const headerId = parseNumber(textOf(properties, idName));
      const isValid = Number.isSafeInteger(headerId) && headerId >= 0 && headerId <= largest;
      if (!isValid || headerIds.has(headerId)) {
        this.#problem(pdu, frame, `its PDU ${name} has no header identifier of its own`);
        continue;
      }
      headerIds.add(headerId);
      addNamed({ name, headerId }, frame, () => addPdu(pdu, 0));
    }
  }

  /** One without header, at its own offset; where it has an update bit, it is there while that is set. */
  #addPlaced(
    { properties, pdu, name }: Contained,
    firstBit: number,
    frame: FrameDraft,
    addPdu: AddPdu,
  ): void {
    const offset = parseNumber(textOf(properties, 'OFFSET'));
    if (placeProblem(firstBit + offset * 8, 1)) {
      this.#problem(pdu, frame, `its PDU ${name} has no valid offset`);
      return;
    }
    const update = textOf(properties, 'UPDATE-INDICATION-BIT-POSITION');
    const updateBit = parseNumber(update) + firstBit;
    if (update !== '' && placeProblem(updateBit, 1)) {
      this.#problem(pdu, frame, `the update bit of its PDU ${name} has no valid place`);
      return;
    }
    const by = frame.signals.length;
    if (update !== '') frame.signals.push(updateSignal(name, updateBit));
    const from = frame.signals.length;
    addNamed({ name }, frame, () => addPdu(pdu, firstBit + offset * 8));
    if (update === '') return;
    for (const signal of frame.signals.slice(from)) signal.selection ??= { by, ranges: [[1, 1]] };
  }

  *#contained(container: XmlElement, frame: FrameDraft): Generator<Contained> {
    const list = childOf(container, 'CONTAINED-I-PDU-TRIGGERING-PROPSS')?.children ?? [];
    const own = new Map<XmlElement, XmlElement>();
    for (const properties of list) {
      const pdu = this.#references.pduOf(properties, 'CONTAINED-PDU-TRIGGERING-REF');
      if (pdu) own.set(pdu, properties);
    }
    const pdus = new Set(own.keys());
    for (const reference of childOf(container, 'CONTAINED-PDU-TRIGGERING-REFS')?.children ?? []) {
      const target = this.#references.resolve(reference);
      const pdu = target && (this.#references.target(target, 'I-PDU-REF') ?? target);
      if (pdu) pdus.add(pdu);
      else this.#problem(reference, frame, 'a PDU of its container is not in the file');
    }
    for (const pdu of pdus) {
      if (pdu.name === 'CONTAINER-I-PDU') {
        this.#collector.notRead('CONTAINER-I-PDU beside or in another one');
        continue;
      }
      const properties = own.get(pdu) ?? childOf(pdu, 'CONTAINED-I-PDU-PROPS');
      yield { properties, pdu, name: textOf(pdu, 'SHORT-NAME') };
    }
  }

  #problem({ start, end }: XmlElement, { name }: FrameDraft, message: string): void {
    this.#collector.problem(start, end, `frame ${name}: ${message}`);
  }
}

function addNamed(pdu: SignalDraft['pdu'], frame: FrameDraft, add: () => void): void {
  const { selectors } = frame;
  const from = frame.signals.length;
  frame.selectors = 0;
  add();
  frame.selectors = selectors;
  for (const signal of frame.signals.slice(from)) signal.pdu = pdu;
}

function updateSignal(pdu: string, startBit: number): SignalDraft {
  return {
    ...{ name: `${pdu}_update`, startBit, size: 1, bigEndian: false, signed: false, float: false },
    ...{ factor: 1, offset: 0, unit: '' },
  };
}
