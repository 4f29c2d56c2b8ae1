import { childOf, descend, type XmlElement } from '../xml/xml-tree.ts';

/** Elements by their paths, `/Package/Element`, by which ARXML refers to them. */
export class ArxmlReferences {
  readonly #byPath = new Map<string, XmlElement>();
  /** Paths of the packages to which relative references belong, by the label of the reference base. */
  readonly #bases = new Map<string, string>();

  constructor(root: XmlElement | undefined) {
    const waiting: [element: XmlElement, path: string][] = root ? [[root, '']] : [];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const [element, above] = next;
      const name = childOf(element, 'SHORT-NAME')?.text;
      const path = name === undefined ? above : `${above}/${name}`;
      // Of two elements with one path the first is used.
      if (name !== undefined && !this.#byPath.has(path)) this.#byPath.set(path, element);
      if (element.name === 'REFERENCE-BASE') this.#addBase(element);
      for (const child of element.children.toReversed()) waiting.push([child, path]);
    }
  }

  /** What a child of `element` with this name refers to; undefined if there is no such child, or nothing there. */
  target(element: XmlElement | undefined, name: string): XmlElement | undefined {
    const reference = childOf(element, name);
    return reference && this.resolve(reference);
  }

  /** What a reference refers to; undefined if there is nothing. */
  resolve({ text, attributes }: XmlElement): XmlElement | undefined {
    if (text.startsWith('/')) return this.#byPath.get(text);
    const base = this.#bases.get(attributes.BASE ?? '') ?? this.#bases.get('');
    return base === undefined ? undefined : this.#byPath.get(`${base}/${text}`);
  }

  /** The PDU of a reference of this name, which is one to it or to a triggering of it. */
  pduOf(element: XmlElement, name: string): XmlElement | undefined {
    const target = this.target(element, name);
    return target && (this.target(target, 'I-PDU-REF') ?? target);
  }

  #addBase(element: XmlElement): void {
    const path = descend(element, 'PACKAGE-REF')?.text ?? '';
    const label = descend(element, 'SHORT-LABEL')?.text ?? '';
    this.#bases.set(label, path);
    if (descend(element, 'IS-DEFAULT')?.text === 'true') this.#bases.set('', path);
  }
}
