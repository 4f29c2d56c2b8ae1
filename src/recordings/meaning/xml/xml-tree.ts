/// <reference path="./sax.d.ts" />
import { createRequire } from 'node:module';
import type { Parser } from 'sax';

const require = createRequire(import.meta.url);

/** A file of 16 MiB whose elements are as short as those of ARXML has some 300,000. */
const maxElements = 1_000_000;
/** ARXML nests elements about 40 deep. */
const maxDepth = 128;
/** UTF-16 units kept of the text of an element. */
const maxText = 1_024;
/** UTF-16 units parsed at a time. */
const pieceLength = 1 << 16;

export interface XmlElement {
  /** Without its prefix. */
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: readonly XmlElement[];
  /** Its own text, trimmed. */
  text: string;
  /** Where its tag begins and where the element ends, in UTF-16 units. */
  start: number;
  end: number;
}

export interface XmlTree {
  /** The elements up to the problem, if there is one. */
  root: XmlElement | undefined;
  problem: { at: number; message: string } | undefined;
}

interface Draft extends XmlElement {
  children: XmlElement[];
}

/** Ends the parsing of a text at its first problem. */
class XmlProblem extends Error {}

/**
 * Parses XML into elements. Entities other than the five of XML itself are an error, since a definition of others could
 * expand without bound; nothing is fetched. Comments and processing instructions are left out.
 */
export function parseXml(text: string): XmlTree {
  // Loaded with the first file that needs it.
  const sax = require('sax') as typeof import('sax');
  const parser = sax.parser(true, { strictEntities: true, position: true });
  const builder = new TreeBuilder(parser);
  try {
    for (let at = 0; at < text.length; at += pieceLength) parser.write(text.slice(at, at + pieceLength));
    parser.close();
  } catch (error) {
    if (!(error instanceof XmlProblem)) throw error;
    return { root: builder.root, problem: { at: builder.at, message: error.message } };
  }
  return { root: builder.root, problem: undefined };
}

class TreeBuilder {
  root: Draft | undefined;
  /** Where the latest tag began. */
  at = 0;
  readonly #open: Draft[] = [];
  #count = 0;

  constructor(parser: Parser) {
    parser.onopentag = ({ name, attributes }) => {
      this.at = parser.startTagPosition - 1;
      this.#count += 1;
      if (this.#count > maxElements) throw new XmlProblem(`there are more than ${maxElements} elements`);
      if (this.#open.length >= maxDepth)
        throw new XmlProblem(`elements are nested more than ${maxDepth} deep`);
      const element: Draft = {
        name: local(name),
        attributes,
        children: [],
        text: '',
        start: this.at,
        end: this.at,
      };
      this.#open.at(-1)?.children.push(element);
      this.root ??= element;
      this.#open.push(element);
    };
    parser.onclosetag = () => {
      const closed = this.#open.pop();
      if (!closed) return;
      closed.end = parser.position;
      closed.text = closed.text.trim();
    };
    const add = (text: string) => {
      const open = this.#open.at(-1);
      if (open && open.text.length < maxText) open.text = (open.text + text).trimStart().slice(0, maxText);
    };
    parser.ontext = add;
    parser.oncdata = add;
    parser.onerror = (error) => {
      const [reason = ''] = error.message.split('\n');
      throw new XmlProblem(`the XML is not well-formed: ${reason.replace(/\.$/, '')}`);
    };
  }
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** The first child of this name. */
export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child) => child.name === name);
}

/** Along names of children, each the first of its name. */
export function descend(element: XmlElement | undefined, ...names: string[]): XmlElement | undefined {
  return names.reduce<XmlElement | undefined>((at, name) => childOf(at, name), element);
}

/** Text of the first child of this name; '' if there is none. */
export function textOf(element: XmlElement | undefined, name: string): string {
  return childOf(element, name)?.text ?? '';
}

/** All elements of these names at any depth, in the order of the file. */
export function* elementsOf(root: XmlElement | undefined, names: ReadonlySet<string>): Generator<XmlElement> {
  const waiting = root ? [root] : [];
  for (let element = waiting.pop(); element; element = waiting.pop()) {
    if (names.has(element.name)) yield element;
    for (const child of element.children.toReversed()) waiting.push(child);
  }
}
