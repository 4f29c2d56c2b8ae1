import { type FieldPlace, maxDepth, maxElements } from '../recordings/messages/field-place.ts';
import type { Fields } from '../recordings/messages/message-sink.ts';

/** Signals of one channel. */
const maxSignals = 2_000;

/**
 * The signals of one channel as a tree of their names, so that names are put together once and not for each message.
 * `open` is called for each signal when it is first seen; undefined for one that nobody wants.
 */
export class FieldTree<T, Exact = never> {
  readonly #root: FieldNode<T, Exact>;
  readonly #open: (path: string, value: number | string | Exact) => T | undefined;
  readonly #visit: (signal: T, value: number | string | Exact) => void;
  readonly #exact: (value: bigint | boolean) => number | Exact;
  #signals = 0;
  /** Values of signals beyond the limit. */
  omitted = 0;
  /** Arrays that are too long, and messages that are too deep. */
  omittedGroups = 0;

  /**
   * @param visit is called for each number and text whose signal is wanted.
   * @param exact what bigints and booleans become: numbers, unless the caller keeps them.
   * @param leadsTo whether a signal is wanted whose path begins with this one; all by default.
   */
  constructor(
    open: (path: string, value: number | string | Exact) => T | undefined,
    visit: (signal: T, value: number | string | Exact) => void,
    {
      exact = Number,
      leadsTo = () => true,
    }: { exact?: (value: bigint | boolean) => number | Exact; leadsTo?: (path: string) => boolean } = {},
  ) {
    this.#open = open;
    this.#visit = visit;
    this.#exact = exact;
    this.#root = new FieldNode('', true, this, leadsTo);
  }

  /** For decoders that hand values over one by one. */
  get place(): FieldPlace {
    return this.#root;
  }

  /** Hands the numbers and texts of a message over. */
  visit(fields: Fields): void {
    this.#enter(this.#root, fields, 1);
  }

  #enter(node: FieldNode<T, Exact>, fields: Fields, depth: number) {
    for (const key in fields) {
      const child = node.child(key);
      if (child.isWanted) this.#value(child, fields[key], depth);
    }
  }

  #value(node: FieldNode<T, Exact>, value: unknown, depth: number): void {
    if (typeof value === 'number' || typeof value === 'string') this.leaf(node, value);
    else if (typeof value === 'bigint' || typeof value === 'boolean') this.leaf(node, value);
    else if (typeof value !== 'object' || value === null) return;
    else if (depth > maxDepth) this.omittedGroups += 1;
    else if (Array.isArray(value) || ArrayBuffer.isView(value))
      this.#elements(node, value as ArrayLike<unknown>, depth);
    else this.#enter(node, value as Fields, depth + 1);
  }

  #elements(node: FieldNode<T, Exact>, values: ArrayLike<unknown>, depth: number): void {
    if (values.length > maxElements || values.length === undefined) {
      this.omittedGroups += 1;
      return;
    }
    for (let index = 0; index < values.length; index += 1) {
      const child = node.elementNode(index);
      if (child.isWanted) this.#value(child, values[index], depth + 1);
    }
  }

  /** The value of one signal. */
  leaf(node: FieldNode<T, Exact>, given: number | string | bigint | boolean): void {
    const value = typeof given === 'number' || typeof given === 'string' ? given : this.#exact(given);
    if (!node.isOpen) {
      if (this.#signals >= maxSignals) {
        this.omitted += 1;
        return;
      }
      this.#signals += 1;
      node.isOpen = true;
      node.signal = this.#open(node.path, value);
    }
    if (node.signal !== undefined) this.#visit(node.signal, value);
  }
}

class FieldNode<T, Exact> implements FieldPlace {
  readonly path: string;
  readonly isWanted: boolean;
  isOpen = false;
  signal: T | undefined;
  readonly #tree: FieldTree<T, Exact>;
  readonly #leadsTo: (path: string) => boolean;
  readonly #children = new Map<string, FieldNode<T, Exact>>();
  readonly #elements: FieldNode<T, Exact>[] = [];

  constructor(
    path: string,
    isWanted: boolean,
    tree: FieldTree<T, Exact>,
    leadsTo: (path: string) => boolean,
  ) {
    this.path = path;
    this.isWanted = isWanted;
    this.#tree = tree;
    this.#leadsTo = leadsTo;
  }

  child(name: string): FieldNode<T, Exact> {
    const present = this.#children.get(name);
    if (present) return present;
    const child = this.#add(this.path === '' ? name : `${this.path}.${name}`);
    this.#children.set(name, child);
    return child;
  }

  elementNode(index: number): FieldNode<T, Exact> {
    const present = this.#elements[index];
    if (present) return present;
    const child = this.#add(`${this.path}[${index}]`);
    this.#elements[index] = child;
    return child;
  }

  member(name: string): FieldPlace | undefined {
    const child = this.child(name);
    return child.isWanted ? child : undefined;
  }

  element(index: number): FieldPlace | undefined {
    const child = this.elementNode(index);
    return child.isWanted ? child : undefined;
  }

  value(value: number | string | bigint | boolean): void {
    this.#tree.leaf(this, value);
  }

  omit(): void {
    this.#tree.omittedGroups += 1;
  }

  #add(path: string): FieldNode<T, Exact> {
    return new FieldNode(path, this.#leadsTo(path), this.#tree, this.#leadsTo);
  }
}
