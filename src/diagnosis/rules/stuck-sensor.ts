import { plural } from '../../domain/plural.ts';
import { formatDuration } from '../../text/time-format.ts';
import { quote } from '../../text/wording.ts';
import type { CodeAggregate } from '../gather/codes.ts';
import type { StuckSensor } from '../gather/stuck-sensors.ts';
import { metricUnits } from '../measure.ts';
import { type Draft, defineRule, evidenceAt } from '../rule.ts';
import { codeEvidence } from './code-evidence.ts';

export const stuckSensor = defineRule({
  id: 'stuck-sensor',
  version: 1,
  question: 'Did a measured value stand still while others of the vehicle went on?',
  severities: ['warning'],
  basis: 'inferred',
  thresholds: {
    time: {
      value: 30,
      unit: 's',
      source:
        'far longer than filters and substitute values of control units last; healthy public recordings have none',
    },
    longer: {
      value: 10,
      unit: '',
      min: 2,
      source:
        'times as long as the value otherwise stood still at most: of the same kind as all its other rests it is a rest',
    },
  },
  likely_cause:
    'The sensor, its converter or its driver hangs and the last value is sent on; or a wire or the magnet ring of a wheel is broken.',
  advice:
    'Compare with a second source of the same quantity at that moment, then look at supply and wiring of the sensor and at the program that reads it. What was computed from this value since then is wrong.',
  evaluate: ({ stuck_sensors, codes }, limits) => {
    const found = stuck_sensors.filter(
      ({ kind, seconds, next_s }) =>
        seconds >= limits.time && (kind === 'never' || seconds >= limits.longer * next_s),
    );
    const stopped = found.filter(({ kind }) => kind === 'stopped');
    const never = found.filter(({ kind }) => kind === 'never');
    return [
      ...(stopped[0] ? [stoppedDraft(stopped[0], stopped)] : []),
      ...(never[0] ? [neverDraft(never[0], never)] : []),
      ...codes.filter(({ source }) => source === 'stuck').map(inertialDraft),
    ];
  },
});

function stoppedDraft(worst: StuckSensor, all: readonly StuckSensor[]): Draft {
  const more = all.length > 1 ? ` and ${plural(all.length - 1, 'more figure')}` : '';
  return {
    severity: 'warning',
    title: `${quote(worst.source)}${more} stuck at ${shownValue(worst)} for ${formatDuration(worst.seconds)}`,
    description: `In ${quote(worst.at.file_name)} ${quote(worst.source)} changed with nearly every value, then not in a single bit for ${formatDuration(worst.seconds)}; otherwise it stayed the same for ${formatDuration(worst.next_s)} at most. Meanwhile ${plural(worst.fellows, 'other figure')} went on changing.`,
    evidence: all.map((one) =>
      evidenceAt(one.at, {
        detail: `${quote(one.source)} stays at ${shownValue(one)} for ${formatDuration(one.seconds)}`,
      }),
    ),
  };
}

function neverDraft(worst: StuckSensor, all: readonly StuckSensor[]): Draft {
  return {
    severity: 'warning',
    title: `Wheel speed ${quote(worst.source)} never changes`,
    description: `In ${quote(worst.at.file_name)} ${quote(worst.source)} stays at ${shownValue(worst)} while ${plural(worst.fellows, 'other wheel')} of the vehicle turn.`,
    evidence: all.map((one) =>
      evidenceAt(one.at, { detail: `${quote(one.source)} stays at ${shownValue(one)}` }),
    ),
  };
}

function inertialDraft(code: CodeAggregate): Draft {
  return {
    severity: 'warning',
    title: `Inertial sensor stuck: ${quote(code.code.replace(/: readings stand still$/, ''))}`,
    description: `${quote(code.message)} A real sensor never repeats itself, since its noise changes the last bits.`,
    evidence: codeEvidence(code),
    codes: [code.code],
  };
}

function shownValue({ value_milli, name, unit }: StuckSensor): string {
  const shown = unit ?? metricUnits[name];
  return `${Number((value_milli / 1000).toFixed(3))}${shown === '' ? '' : ` ${shown}`}`;
}
