import type { Rule } from './rule.ts';
import { attitudeTracking } from './rules/attitude-tracking.ts';
import { busErrors, busOff, lostFrames } from './rules/bus-errors.ts';
import { overcharging, weakCharging } from './rules/charging.ts';
import { clockJump } from './rules/clock-jump.ts';
import { clockOffset } from './rules/clock-offset.ts';
import { clockSetBack } from './rules/clock-set-back.ts';
import { controlUnitChanges } from './rules/control-unit-changes.ts';
import { coolantImplausible } from './rules/coolant-implausible.ts';
import { coverageHoles } from './rules/coverage-holes.ts';
import { cpuSaturation } from './rules/cpu-saturation.ts';
import { damagedRecordings } from './rules/damaged-recordings.ts';
import { delayedMessages } from './rules/delayed-messages.ts';
import { diagnosticCommunication } from './rules/diagnostic-communication.ts';
import { diskNearlyFull } from './rules/disk-nearly-full.ts';
import { j1939Dtc, obdDtc, udsDtc } from './rules/dtc-rule.ts';
import { errorDiagnostics } from './rules/error-diagnostics.ts';
import { estimatorFault } from './rules/estimator-fault.ts';
import { failedFiles } from './rules/failed-files.ts';
import { fallingRate } from './rules/falling-rate.ts';
import { faultAfterUpdate } from './rules/fault-after-update.ts';
import { gpsAccuracy } from './rules/gps-accuracy.ts';
import { gpsInterference } from './rules/gps-interference.ts';
import { gpsLoss } from './rules/gps-loss.ts';
import { gpsQuality } from './rules/gps-quality.ts';
import { hardFault } from './rules/hard-fault.ts';
import { headerStamps } from './rules/header-stamps.ts';
import {
  ardupilotVibration,
  busLoad,
  cellImbalance,
  coolantOverTemperature,
  engineOverspeed,
  gpsJamming,
  magneticDisturbance,
  motorSaturation,
} from './rules/level-rules.ts';
import { lowBattery } from './rules/low-battery.ts';
import { lowFuel } from './rules/low-fuel.ts';
import { cellVoltage, railVoltage } from './rules/low-voltage-rules.ts';
import { memoryLeak } from './rules/memory-leak.ts';
import { memoryPressure } from './rules/memory-pressure.ts';
import { missingFrames } from './rules/missing-frames.ts';
import { missingRecordings } from './rules/missing-recordings.ts';
import { mixedVersions } from './rules/mixed-versions.ts';
import { monitorsIncomplete } from './rules/monitors-incomplete.ts';
import { notFinite } from './rules/not-finite.ts';
import { nothingToJudge } from './rules/nothing-to-judge.ts';
import { occasionalLogErrors } from './rules/occasional-log-errors.ts';
import { outOfOrder } from './rules/out-of-order.ts';
import { overTemperature } from './rules/over-temperature.ts';
import { poseJumps } from './rules/pose-jumps.ts';
import { protectedFrames } from './rules/protected-frames.ts';
import { px4Dropouts } from './rules/px4-dropouts.ts';
import { px4Events } from './rules/px4-events.ts';
import { px4Failsafe } from './rules/px4-failsafe.ts';
import { recordingPause } from './rules/recording-pause.ts';
import { repeatedLogErrors } from './rules/repeated-log-errors.ts';
import { repeatedLogWarnings } from './rules/repeated-log-warnings.ts';
import { duplicateRecordings, overlappingRecordings } from './rules/repeated-recordings.ts';
import { sensorPauses } from './rules/sensor-pauses.ts';
import { silentTopic } from './rules/silent-topic.ts';
import { sourcesDisagree } from './rules/sources-disagree.ts';
import { staleDiagnostics } from './rules/stale-diagnostics.ts';
import { stuckSensor } from './rules/stuck-sensor.ts';
import { suspiciousClock } from './rules/suspicious-clock.ts';
import { topicGaps } from './rules/topic-gaps.ts';
import { topicJitter } from './rules/topic-jitter.ts';
import { diskFilling, temperatureRising, voltageSag } from './rules/trend-rules.ts';
import { undecodedMessages } from './rules/undecoded-messages.ts';
import { underVoltage } from './rules/under-voltage.ts';
import { vibration } from './rules/vibration.ts';
import { warningDiagnostics } from './rules/warning-diagnostics.ts';
import { warningLamps } from './rules/warning-lamps.ts';
import { weakCranking } from './rules/weak-cranking.ts';
import { wrongVehicle } from './rules/wrong-vehicle.ts';

/** Of findings with the same severity, those of the earlier rule come first. */
export const rules: readonly Rule[] = [
  px4Failsafe,
  busOff,
  obdDtc,
  udsDtc,
  j1939Dtc,
  warningLamps,
  controlUnitChanges,
  faultAfterUpdate,
  hardFault,
  errorDiagnostics,
  warningDiagnostics,
  px4Events,
  staleDiagnostics,
  coolantOverTemperature,
  coolantImplausible,
  engineOverspeed,
  underVoltage,
  voltageSag,
  weakCranking,
  weakCharging,
  overcharging,
  cellImbalance,
  cellVoltage,
  railVoltage,
  lowBattery,
  lowFuel,
  overTemperature,
  temperatureRising,
  estimatorFault,
  vibration,
  ardupilotVibration,
  magneticDisturbance,
  motorSaturation,
  attitudeTracking,
  gpsInterference,
  gpsJamming,
  gpsLoss,
  gpsAccuracy,
  gpsQuality,
  cpuSaturation,
  memoryPressure,
  memoryLeak,
  diskNearlyFull,
  diskFilling,
  busLoad,
  busErrors,
  diagnosticCommunication,
  repeatedLogErrors,
  repeatedLogWarnings,
  notFinite,
  poseJumps,
  silentTopic,
  sensorPauses,
  stuckSensor,
  sourcesDisagree,
  delayedMessages,
  fallingRate,
  topicGaps,
  topicJitter,
  recordingPause,
  px4Dropouts,
  lostFrames,
  missingFrames,
  protectedFrames,
  failedFiles,
  damagedRecordings,
  coverageHoles,
  missingRecordings,
  duplicateRecordings,
  overlappingRecordings,
  clockOffset,
  suspiciousClock,
  clockSetBack,
  clockJump,
  headerStamps,
  outOfOrder,
  wrongVehicle,
  mixedVersions,
  occasionalLogErrors,
  monitorsIncomplete,
  undecodedMessages,
  nothingToJudge,
];
