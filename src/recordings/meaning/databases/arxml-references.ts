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
    if (!reference) return undefined;
    const { text, attributes } = reference;
    if (text.startsWith('/')) return this.#byPath.get(text);
    const base = this.#bases.get(attributes.BASE ?? '') ?? this.#bases.get('');
    return base === undefined ? undefined : this.#byPath.get(`${base}/${text}`);
  }

  #addBase(element: XmlElement): void {
    const path = descend(element, 'PACKAGE-REF')?.text ?? '';
    const label = descend(element, 'SHORT-LABEL')?.text ?? '';
    this.#bases.set(label, path);
    if (descend(element, 'IS-DEFAULT')?.text === 'true') this.#bases.set('', path);
  }
}
