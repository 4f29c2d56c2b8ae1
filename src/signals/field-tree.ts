import type { Fields } from '../recordings/messages/message-sink.ts';

/** Elements of an array that become signals each; of a longer one none does: it is a picture, a cloud or a spectrum. */
const maxElements = 16;
/** Messages inside messages. */
const maxDepth = 8;
/** Signals of one channel. */
const maxSignals = 2_000;

/**
 * The signals of one channel as a tree of their names, so that names are put together once and not for each message.
 * `open` is called for each signal when it is first seen; undefined for one that nobody wants.
 */
export class FieldTree<T> {
  readonly #root: Node<T> = newNode('');
  readonly #open: (path: string, value: number | string) => T | undefined;
  #signals = 0;
  /** Values of signals beyond the limit. */
  omitted = 0;

  constructor(open: (path: string, value: number | string) => T | undefined) {
    this.#open = open;
  }

  /** Calls `visit` for each number and text of the message whose signal is wanted. */
  visit(fields: Fields, visit: (signal: T, value: number | string) => void): void {
    this.#enter(this.#root, fields, visit, 1);
  }

  #enter(node: Node<T>, fields: Fields, visit: (signal: T, value: number | string) => void, depth: number) {
    for (const key in fields) {
      const child =
        node.children.get(key) ?? addChild(node, key, node.path === '' ? key : `${node.path}.${key}`);
      this.#value(child, fields[key], visit, depth);
    }
  }

  #value(
    node: Node<T>,
    value: unknown,
    visit: (signal: T, value: number | string) => void,
    depth: number,
  ): void {
    if (typeof value === 'number' || typeof value === 'string') this.#leaf(node, value, visit);
    else if (typeof value === 'bigint' || typeof value === 'boolean') this.#leaf(node, Number(value), visit);
    else if (typeof value !== 'object' || value === null || depth > maxDepth) return;
    else if (Array.isArray(value) || ArrayBuffer.isView(value))
      this.#elements(node, value as ArrayLike<unknown>, visit, depth);
    else this.#enter(node, value as Fields, visit, depth + 1);
  }

  #elements(
    node: Node<T>,
    values: ArrayLike<unknown>,
    visit: (signal: T, value: number | string) => void,
    depth: number,
  ): void {
    if (values.length > maxElements || values.length === undefined) return;
    for (let index = 0; index < values.length; index += 1) {
      const key = `[${index}]`;
      const child = node.children.get(key) ?? addChild(node, key, `${node.path}${key}`);
      this.#value(child, values[index], visit, depth + 1);
    }
  }

  #leaf(node: Node<T>, value: number | string, visit: (signal: T, value: number | string) => void): void {
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

interface Node<T> {
  path: string;
  children: Map<string, Node<T>>;
  isOpen: boolean;
  signal: T | undefined;
}

function newNode<T>(path: string): Node<T> {
  return { path, children: new Map(), isOpen: false, signal: undefined };
}

function addChild<T>(node: Node<T>, key: string, path: string): Node<T> {
  const child = newNode<T>(path);
  node.children.set(key, child);
  return child;
}
