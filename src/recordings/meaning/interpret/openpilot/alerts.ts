import type { Severity } from '../../../../domain/severity.ts';
import type { Place } from '../../../summary/occurrence.ts';
import type { Findings } from '../../../summary/summary-builder.ts';
import type { CapnpStruct } from '../../decode/capnp-message.ts';
import { Onsets } from '../onsets.ts';
import { earlierFaultEvents, faultEvents } from './fault-events.ts';
import type { OpenpilotDevice, OpenpilotInterpreter } from './interpreter.ts';

/** Bits of `OnroadEvent`: what the event does, the strongest first. */
const effects: readonly [bit: number, text: string, severity: Severity][] = [
  [21, 'it disengages at once', 'error'],
  [20, 'it disengages softly', 'error'],
  [23, 'it warns permanently', 'warning'],
  [18, 'it warns', 'warning'],
  [17, 'it does not engage', 'warning'],
];
const noEffect = [0, 'no effect', 'warning'] as const;

/** onroadEvents: those that are faults, when they begin. Their numbers changed with the kind of the event in 2025. */
export function eventsInterpreter(device: OpenpilotDevice, isEarlier: boolean): OpenpilotInterpreter {
  const onsets = new Onsets('diagnostics');
  const names = isEarlier ? earlierFaultEvents : faultEvents;
  return (event, place, findings) => {
    const present = new Map<string, CapnpStruct>();
    for (const each of event.structs(0)) {
      const name = names[each.u16(0)];
      if (name) present.set(name, each);
    }
    device.faults = new Set(present.keys());
    for (const name of Object.values(names)) {
      const own = present.get(name);
      onsets.note(own !== undefined, name, () => describeFault(name, own), place, findings);
    }
  };
}

function describeFault(name: string, event: CapnpStruct | undefined) {
  const [, text, severity] = effects.find(([bit]) => event?.flag(bit)) ?? noEffect;
  return { code: codeOf(name), severity, message: `openpilot reports ${name}: ${text}.` };
}

function codeOf(event: string): string {
  return `openpilot: ${event}`;
}

/** Places of an alert in the struct that contains it. */
interface AlertLayout {
  /** Offsets and pointers. */
  status: number;
  text1: number;
  text2: number;
  type: number;
}

/** `SelfdriveState`. */
export const selfdriveAlert: AlertLayout = { status: 4, text1: 0, text2: 1, type: 2 };
/** `ControlsState` before 2024. */
export const controlsAlert: AlertLayout = { status: 118, text1: 1, text2: 2, type: 3 };

/** `AlertStatus`: normal, the driver should act, the driver must act. */
const statuses: readonly Severity[] = ['info', 'warning', 'error'];

const knownFaults = new Set([...Object.values(faultEvents), ...Object.values(earlierFaultEvents)]);

/** Alerts on the screen, when they appear: log lines; a code if they report a fault that no event has reported. */
export function alertInterpreter(device: OpenpilotDevice, layout: AlertLayout): OpenpilotInterpreter {
  let shown = '';
  return (event, place, findings) => {
    const state = event.struct(0);
    const text = state ? [state.text(layout.text1), state.text(layout.text2)].filter(Boolean).join(': ') : '';
    // Some texts count seconds or metres; the type remains.
    const type = state?.text(layout.type) ?? '';
    const alert = text === '' ? '' : type || text;
    if (alert === shown) return;
    shown = alert;
    if (state && alert !== '') report(text, type, state.u16(layout.status), place, findings);
  };

  function report(text: string, type: string, status: number, place: Place, findings: Findings): void {
    const severity = statuses[status] ?? 'info';
    findings.log({ severity, source: 'openpilot alert', text }, place);
    // `canError/immediateDisable`: the event, and its effect.
    const name = type.slice(0, type.indexOf('/'));
    if (severity === 'info' || !knownFaults.has(name) || device.faults.has(name)) return;
    findings.code({ code: codeOf(name), source: 'diagnostics', severity, message: text }, place);
  }
}
