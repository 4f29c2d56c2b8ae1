import { isFields } from '../interpreter.ts';
import { type ArgumentType, eventText } from './event-text.ts';

interface Definition {
  name: string;
  message: string;
  arguments: ArgumentType[];
  isArmingCheck: boolean;
}

/** The definition of an event: its name in the source of PX4, and its message with its arguments. */
export interface NamedEvent {
  name: string;
  text: string;
  /** It reports which modes are currently unavailable, whether or not they are used; it is not a fault in itself. */
  isArmingCheck: boolean;
}

const numberTypes = new Set([
  'uint8_t',
  'int8_t',
  'uint16_t',
  'int16_t',
  'uint32_t',
  'int32_t',
  'uint64_t',
  'int64_t',
  'float',
]);
/** Bytes of arguments in Event.msg. */
const maxArguments = 25;
const maxName = 80;
const maxMessage = 500;

/**
 * The events of a vehicle as its `events.json` defines them (https://mavlink.io/en/services/events.html; the schema
 * is that of mavlink/libevents): by component and, in groups, by number. Anything without that form is left out.
 */
export class EventDefinitions {
  readonly #byId = new Map<number, Definition>();

  /** Undefined if it is not such a file. */
  static parse(json: string): EventDefinitions | undefined {
    let file: unknown;
    try {
      file = JSON.parse(json);
    } catch {
      // Damaged definitions: events keep their numbers.
      return undefined;
    }
    if (!isFields(file) || !isFields(file.components)) return undefined;
    const definitions = new EventDefinitions();
    const components = Object.entries(file.components).filter(isNumbered);
    const enums = new Map(components.flatMap(([, component]) => enumsOf(component)));
    for (const [id, component] of components) definitions.#addComponent(Number(id), component, enums);
    return definitions;
  }

  /** `id` with the component in its high byte; `bytes` as in Event.msg. Undefined if it is not defined. */
  named(id: number, bytes: Uint8Array): NamedEvent | undefined {
    const definition = this.#byId.get(id);
    if (!definition) return undefined;
    const { name, message, arguments: types, isArmingCheck } = definition;
    return { name, text: eventText(message, types, bytes), isArmingCheck };
  }

  #addComponent(
    component: number,
    { namespace, event_groups: groups }: Record<string, unknown>,
    enums: ReadonlyMap<string, ArgumentType>,
  ): void {
    if (!isFields(groups)) return;
    for (const [groupName, group] of Object.entries(groups)) {
      if (!isFields(group) || !isFields(group.events)) continue;
      for (const [number, event] of Object.entries(group.events).filter(isNumbered)) {
        const { name, message, arguments: listed = [] } = event;
        if (typeof name !== 'string' || typeof message !== 'string' || !Array.isArray(listed)) continue;
        const types = listed.slice(0, maxArguments).map((one) => typeOf(one, `${namespace}`, enums));
        // An argument after one of unknown size cannot be located.
        const known = types.slice(0, types.includes(undefined) ? types.indexOf(undefined) : types.length);
        this.#byId.set(component * 2 ** 24 + Number(number), {
          name: name.slice(0, maxName),
          message: message.slice(0, maxMessage),
          arguments: known.filter((type) => type !== undefined),
          isArmingCheck: groupName === 'arming_check',
        });
      }
    }
  }
}

function isNumbered(entry: [string, unknown]): entry is [string, Record<string, unknown>] {
  return /^\d{1,8}$/.test(entry[0]) && isFields(entry[1]);
}

/** By `namespace::name`. */
function enumsOf({ namespace, enums }: Record<string, unknown>): [string, ArgumentType][] {
  if (!isFields(enums)) return [];
  return Object.entries(enums).flatMap(([name, one]): [string, ArgumentType][] => {
    if (!isFields(one) || !isFields(one.entries)) return [];
    const { type, is_bitfield: isBits } = one;
    if (typeof type !== 'string' || !numberTypes.has(type)) return [];
    const values = new Map(
      Object.entries(one.entries).flatMap(([value, entry]): [number, string][] => {
        if (!isFields(entry)) return [];
        const text = entry.description || entry.name;
        return typeof text === 'string' ? [[Number(value), text]] : [];
      }),
    );
    return [[`${namespace}::${name}`, { type, values, isBits: isBits === true }]];
  });
}

function typeOf(
  argument: unknown,
  namespace: string,
  enums: ReadonlyMap<string, ArgumentType>,
): ArgumentType | undefined {
  const type = isFields(argument) ? argument.type : undefined;
  if (typeof type !== 'string') return undefined;
  if (numberTypes.has(type)) return { type };
  return enums.get(type.includes('::') ? type : `${namespace}::${type}`);
}
