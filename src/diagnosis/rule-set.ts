import type { Rule } from './rule.ts';
import { clockSetBack } from './rules/clock-set-back.ts';
import { coverageHoles } from './rules/coverage-holes.ts';
import { cpuSaturation } from './rules/cpu-saturation.ts';
import { damagedRecordings } from './rules/damaged-recordings.ts';
import { diskNearlyFull } from './rules/disk-nearly-full.ts';
import { errorDiagnostics } from './rules/error-diagnostics.ts';
import { failedFiles } from './rules/failed-files.ts';
import { lowBattery } from './rules/low-battery.ts';
import { memoryLeak } from './rules/memory-leak.ts';
import { memoryPressure } from './rules/memory-pressure.ts';
import { mixedVersions } from './rules/mixed-versions.ts';
import { nothingToJudge } from './rules/nothing-to-judge.ts';
import { outOfOrder } from './rules/out-of-order.ts';
import { overTemperature } from './rules/over-temperature.ts';
import { px4Dropouts } from './rules/px4-dropouts.ts';
import { px4Failsafe } from './rules/px4-failsafe.ts';
import { recordingPause } from './rules/recording-pause.ts';
import { repeatedLogErrors } from './rules/repeated-log-errors.ts';
import { silentTopic } from './rules/silent-topic.ts';
import { staleDiagnostics } from './rules/stale-diagnostics.ts';
import { suspiciousClock } from './rules/suspicious-clock.ts';
import { underVoltage } from './rules/under-voltage.ts';

/** Of findings with the same severity, those of the earlier rule come first. */
export const rules: readonly Rule[] = [
  px4Failsafe,
  errorDiagnostics,
  staleDiagnostics,
  underVoltage,
  lowBattery,
  overTemperature,
  cpuSaturation,
  memoryPressure,
  memoryLeak,
  diskNearlyFull,
  repeatedLogErrors,
  silentTopic,
  recordingPause,
  px4Dropouts,
  failedFiles,
  damagedRecordings,
  coverageHoles,
  suspiciousClock,
  clockSetBack,
  outOfOrder,
  mixedVersions,
  nothingToJudge,
];
