import type { Fields } from '../recordings/messages/message-sink.ts';

/** Elements of an array that become signals each; of a longer one none does: it is a picture, a cloud or a spectrum. */
export const maxElements = 16;
/** Messages inside messages. */
const maxDepth = 8;
/** Signals of one channel. */
const maxSignals = 2_000;

/**
 * The signals of one channel as a tree of their names, so that names are put together once and not for each message.
 * `open` is called for each signal when it is first seen; undefined for one that nobody wants.
 */
export class FieldTree<T, Exact = never> {
  readonly #root: Node<T> = newNode('');
  readonly #open: (path: string, value: number | string | Exact) => T | undefined;
  readonly #exact: (value: bigint | boolean) => number | Exact;
  #signals = 0;
  /** Values of signals beyond the limit. */
  omitted = 0;
  /** Arrays that are too long, and messages that are too deep. */
  omittedGroups = 0;

  /** @param exact what bigints and booleans become: numbers, unless the caller keeps them. */
  constructor(
    open: (path: string, value: number | string | Exact) => T | undefined,
    exact: (value: bigint | boolean) => number | Exact = Number,
  ) {
    this.#open = open;
    this.#exact = exact;
  }

  /** Calls `visit` for each number and text of the message whose signal is wanted. */
  visit(fields: Fields, visit: Visit<T, Exact>): void {
    this.#enter(this.#root, fields, visit, 1);
  }

  #enter(node: Node<T>, fields: Fields, visit: Visit<T, Exact>, depth: number) {
    for (const key in fields) {
      const child =
        node.children.get(key) ?? addChild(node, key, node.path === '' ? key : `${node.path}.${key}`);
      this.#value(child, fields[key], visit, depth);
    }
  }

  #value(node: Node<T>, value: unknown, visit: Visit<T, Exact>, depth: number): void {
    if (typeof value === 'number' || typeof value === 'string') this.#leaf(node, value, visit);
    else if (typeof value === 'bigint' || typeof value === 'boolean')
      this.#leaf(node, this.#exact(value), visit);
    else if (typeof value !== 'object' || value === null) return;
    else if (depth > maxDepth) this.omittedGroups += 1;
    else if (Array.isArray(value) || ArrayBuffer.isView(value))
      this.#elements(node, value as ArrayLike<unknown>, visit, depth);
    else this.#enter(node, value as Fields, visit, depth + 1);
  }

  #elements(node: Node<T>, values: ArrayLike<unknown>, visit: Visit<T, Exact>, depth: number): void {
    if (values.length > maxElements || values.length === undefined) {
      this.omittedGroups += 1;
      return;
    }
    for (let index = 0; index < values.length; index += 1) {
      node.elements[index] ??= newNode(`${node.path}[${index}]`);
      this.#value(node.elements[index] as Node<T>, values[index], visit, depth + 1);
    }
  }

  #leaf(node: Node<T>, value: number | string | Exact, visit: Visit<T, Exact>): void {
    if (!node.isOpen) {
      if (this.#signals >= maxSignals) {
        this.omitted += 1;
        return;
      }
      this.#signals += 1;
      node.isOpen = true;
      node.signal = this.#open(node.path, value);
    }
    if (node.signal !== undefined) visit(node.signal, value);
  }
}

type Visit<T, Exact> = (signal: T, value: number | string | Exact) => void;

interface Node<T> {
  path: string;
  children: Map<string, Node<T>>;
  elements: Node<T>[];
  isOpen: boolean;
  signal: T | undefined;
}

function newNode<T>(path: string): Node<T> {
  return { path, children: new Map(), elements: [], isOpen: false, signal: undefined };
}

function addChild<T>(node: Node<T>, key: string, path: string): Node<T> {
  const child = newNode<T>(path);
  node.children.set(key, child);
  return child;
}
