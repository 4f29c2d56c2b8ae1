import type { ChannelField, Fields } from '../messages/message-sink.ts';

/** A step into a message: the name of a field, or an index into a list. */
type Step = string | number;

interface Place {
  /** As in `Fields`. */
  key: string;
  steps: Step[];
}

/** A field inside another message, `esc[0].esc_rpm`. */
const pathPattern = /^[A-Za-z_]\w*(?:\[\d{1,4}\])?(?:\.[A-Za-z_]\w*(?:\[\d{1,4}\])?)*$/;

/** Deeper than any definition that readers flatten. */
const maxSteps = 20;

/** How the flat fields of a channel are nested in its JSON. */
export class JsonShape {
  readonly #places: Place[];
  readonly #nested: Set<string>;

  constructor(fields: readonly ChannelField[]) {
    const names = new Set(fields.map(({ name }) => name));
    this.#places = fields
      .map(({ name }) => ({ key: name, steps: stepsOf(name) }))
      // A name that is a field of its own as well stays as it is.
      .filter(({ steps }) => steps.length > 1 && steps.length <= maxSteps && !beginsWithField(steps, names));
    this.#nested = new Set(this.#places.map(({ key }) => key));
  }

  /** The message as JSON in UTF-8. Numbers that JSON does not have become `null`, integers beyond 2^53 text. */
  encode(fields: Fields): Buffer {
    const message: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(fields)) {
      if (!this.#nested.has(key)) setOwn(message, key, plain(value));
    }
    for (const { key, steps } of this.#places) {
      if (Object.hasOwn(fields, key)) put(message, steps, plain(fields[key]));
    }
    return Buffer.from(JSON.stringify(message));
  }

  /** Where the definition of a field belongs in a schema. */
  stepsOf(name: string): readonly Step[] {
    return this.#places.find(({ key }) => key === name)?.steps ?? [name];
  }
}

function stepsOf(name: string): Step[] {
  if (!pathPattern.test(name)) return [name];
  return name
    .split('.')
    .flatMap((part) =>
      [...part.matchAll(/[^[\]]+/g)].map(([step], index) => (index > 0 ? Number(step) : step)),
    );
}

function beginsWithField(steps: readonly Step[], names: ReadonlySet<string>): boolean {
  let path = '';
  return steps.slice(0, -1).some((step) => {
    if (typeof step === 'number') path = `${path}[${step}]`;
    else path = path === '' ? step : `${path}.${step}`;
    return names.has(path);
  });
}

function put(message: Record<string, unknown>, steps: readonly Step[], value: unknown): void {
  let at = message as Record<Step, unknown>;
  for (const [index, step] of steps.entries()) {
    if (index === steps.length - 1) {
      setOwn(at, step, value);
      return;
    }
    const inner = Object.hasOwn(at, step) ? at[step] : undefined;
    const next = inner ?? (typeof steps[index + 1] === 'number' ? [] : {});
    if (inner === undefined) setOwn(at, step, next);
    at = next as Record<Step, unknown>;
  }
}

/** Also for names such as `__proto__`. */
function setOwn(target: Record<Step, unknown>, key: Step, value: unknown): void {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : String(value);
  }
  if (typeof value !== 'object' || value === null) return value;
  if (ArrayBuffer.isView(value)) {
    return value instanceof DataView ? [] : Array.from(value as unknown as Iterable<unknown>, plain);
  }
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Date) return value.toISOString();
  const message: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) setOwn(message, key, plain(inner));
  return message;
}
