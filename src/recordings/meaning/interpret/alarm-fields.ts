import type { Severity } from '../../../domain/severity.ts';
import { snakeCase } from '../../../domain/snake-case.ts';
import type { Place } from '../../summary/occurrence.ts';
import type { Findings } from '../../summary/summary-builder.ts';
import { type Fields, isFields } from './interpreter.ts';
import { Onsets } from './onsets.ts';

/**
 * Names under which machines report alarms, as whole snake_case words. A machine is often switched on with its
 * emergency stop engaged: that counts only once it has been released.
 */
const alarms: readonly { names: RegExp; text: string; severity: Severity; onlyOnset?: true }[] = [
  {
    names: /^(?:emergency|e)_?stop(?:ped)?(?:_(?:active|pressed|engaged|triggered|state|status))?$/,
    text: 'emergency stop',
    severity: 'error',
    onlyOnset: true,
  },
  {
    // `active_errors`: ODrive's `ControllerStatus.msg`, a word of bits.
    names: /^(?:error|fault|alarm)_(?:code|id)$|^active_(?:error|fault)s?$/,
    text: 'error code',
    severity: 'error',
  },
  {
    names: /^(?:(?:has|is|in)_)?(?:fault|faulted|fault_active|error_active)$|^has_error$/,
    text: 'fault',
    severity: 'error',
  },
  { names: /^critical_alarm$/, text: 'critical alarm', severity: 'error' },
  { names: /^(?:\w+_)?alarm(?:_(?:active|state|status))?$/, text: 'alarm', severity: 'warning' },
];

/** A field whose value says whether there is an alarm; `path` has one or two names. */
export interface AlarmField {
  path: string[];
  name: string;
  severity: Severity;
  onlyOnset: boolean;
}

function alarmOf(field: string): (typeof alarms)[number] | undefined {
  const name = snakeCase(field);
  return alarms.find(({ names }) => names.test(name));
}

/** Whether a definition or a topic contains the name of an alarm. */
export function namesAlarm(definition: string): boolean {
  return definition.match(/[A-Za-z]\w*/g)?.some((word) => alarmOf(word) !== undefined) ?? false;
}

/** The alarm fields of a message, at most one level deep; `data` and `value` take the last name of the topic. */
export function findAlarmFields(message: Fields, topic: string): AlarmField[] {
  const last = topic.slice(topic.lastIndexOf('/') + 1);
  const found: AlarmField[] = [];
  const note = (path: string[], name: string, value: unknown) => {
    const alarm = alarmOf(name);
    if (alarm && isState(value))
      found.push({ path, name, severity: alarm.severity, onlyOnset: alarm.onlyOnset === true });
  };
  for (const [name, value] of Object.entries(message)) {
    note([name], name === 'data' || name === 'value' ? last : name, value);
    if (isFields(value)) for (const [inner, each] of Object.entries(value)) note([name, inner], inner, each);
  }
  return found;
}

function isState(value: unknown): value is boolean | number | bigint | string {
  return ['boolean', 'number', 'bigint', 'string'].includes(typeof value);
}

/** What machines write for "nothing": `OK`, `0`, `none`, `no error`. */
const nothing =
  /^(?:0+|0x0+|false|off|inactive|released|ok|okay|none|null|no[ _]?(?:error|fault|alarm)s?|normal|clear(?:ed)?|)$/i;

function isActive(value: unknown): boolean {
  if (typeof value === 'string') return !nothing.test(value.trim());
  return (
    value === true ||
    (typeof value === 'bigint' && value !== 0n) ||
    (typeof value === 'number' && value !== 0)
  );
}

/** Reports each alarm of a topic when it begins, and an error code also when it changes. */
export class AlarmReports {
  readonly #onsets = new Onsets('diagnostics');
  readonly #released = new Set<string>();
  readonly #values = new Map<string, string>();

  report(fields: readonly AlarmField[], message: Fields, place: Place, findings: Findings): void {
    for (const { path, name, severity, onlyOnset } of fields) {
      let value: unknown = message;
      for (const part of path) value = isFields(value) ? value[part] : undefined;
      if (!isState(value)) continue;
      const key = path.join('.');
      const active = isActive(value);
      if (!active) this.#released.add(key);
      const text = typeof value === 'boolean' ? '' : ` ${String(value).slice(0, 40)}`;
      if (this.#values.get(key) !== text) this.#onsets.forget(key);
      this.#values.set(key, text);
      const describe = () => ({
        code: `${place.topic}: ${name}${text}`,
        severity,
        message: `The vehicle reports ${key}${text === '' ? '' : ` =${text}`}.`,
      });
      this.#onsets.note(active && (!onlyOnset || this.#released.has(key)), key, describe, place, findings);
    }
  }
}
