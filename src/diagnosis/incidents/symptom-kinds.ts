import type { Finding } from '../finding-schema.ts';

/** What a finding says about the vehicle, as far as causes and consequences are concerned. */
export const symptomKinds = [
  'low-supply',
  'low-supply-report',
  'flat-battery',
  'weak-charging',
  'weak-cranking',
  'high-supply',
  'high-supply-report',
  'restart',
  'bus-errors',
  'error-passive',
  'bus-off',
  'silence',
  'no-answer-report',
  'missing-partner-code',
  'trouble-code',
  'misfire-code',
  'catalyst-code',
  'heat-code',
  'warning-lamp',
  'hot-coolant',
  'coolant-sensor',
  'coolant-sensor-code',
  'hot-computer',
  'heat-report',
  'busy-processor',
  'full-memory',
  'memory-report',
  'full-disk',
  'disk-report',
  'late-messages',
  'late-report',
  'lost-records',
  'damaged-file',
  'set-clock',
  'wrong-order',
  'wrong-stamps',
  'disturbed-gps',
  'disturbed-gps-report',
  'poor-gps',
  'gps-report',
  'vibration',
  'motor-at-limit',
  'lost-control',
  'crash-report',
  'estimator',
  'failsafe',
] as const;

export type SymptomKind = (typeof symptomKinds)[number];

/** Of rules whose findings all say the same. */
const kindOfRule: Readonly<Record<string, SymptomKind>> = {
  'under-voltage': 'low-supply',
  'voltage-sag': 'low-supply',
  'rail-voltage': 'low-supply',
  'low-battery': 'flat-battery',
  'cell-voltage': 'flat-battery',
  'weak-charging': 'weak-charging',
  'weak-cranking': 'weak-cranking',
  overcharging: 'high-supply',
  'bus-errors': 'bus-errors',
  'silent-topic': 'silence',
  'stale-diagnostics': 'no-answer-report',
  'sensor-pauses': 'late-messages',
  'delayed-messages': 'late-messages',
  'topic-gaps': 'late-messages',
  'topic-jitter': 'late-messages',
  'falling-rate': 'late-messages',
  'lost-frames': 'lost-records',
  'missing-frames': 'lost-records',
  'px4-dropouts': 'lost-records',
  'recording-pause': 'lost-records',
  'coverage-holes': 'lost-records',
  'damaged-recordings': 'damaged-file',
  'disk-nearly-full': 'full-disk',
  'disk-filling': 'full-disk',
  'memory-leak': 'full-memory',
  'memory-pressure': 'full-memory',
  'cpu-saturation': 'busy-processor',
  'over-temperature': 'hot-computer',
  'temperature-rising': 'hot-computer',
  'coolant-over-temperature': 'hot-coolant',
  'coolant-implausible': 'coolant-sensor',
  'clock-jump': 'set-clock',
  'clock-set-back': 'set-clock',
  'header-stamps': 'wrong-stamps',
  'out-of-order': 'wrong-order',
  'gps-interference': 'disturbed-gps-report',
  'gps-jamming': 'disturbed-gps',
  'gps-loss': 'poor-gps',
  'gps-accuracy': 'poor-gps',
  'gps-quality': 'poor-gps',
  vibration: 'vibration',
  'ardupilot-vibration': 'vibration',
  'motor-saturation': 'motor-at-limit',
  'attitude-tracking': 'lost-control',
  'estimator-fault': 'estimator',
  'px4-failsafe': 'failsafe',
  'warning-lamps': 'warning-lamp',
};

/** Rules whose findings are trouble codes. */
const codeRules = new Set(['obd-dtc', 'uds-dtc', 'j1939-dtc']);

/**
 * Codes with a meaning of their own here: SAE J2012 (U0xxx network, P0300 to P0312 misfire, P0420 and P0430 catalyst
 * efficiency, P0115 to P0119 and P0128 coolant sensor and thermostat, P0217 coolant over temperature, P0562 and P0563 system voltage
 * low and high), SAE J1939-71 (SPN 110 coolant temperature, 168 and 158
 * battery potential, 639 J1939 network).
 */
const kindsOfCodes: readonly (readonly [RegExp, SymptomKind])[] = [
  [/^U[0-3]|^SPN 639 /, 'missing-partner-code'],
  [/^P03(0\d|1[0-2])\b/, 'misfire-code'],
  [/^P04[23]0\b/, 'catalyst-code'],
  [/^P0217\b|^SPN 110 /, 'heat-code'],
  [/^P011[5-9]\b|^P0128\b/, 'coolant-sensor-code'],
  [/^P0563\b/, 'high-supply-report'],
  [/^P056[0-2]\b|^SPN (158|168) /, 'low-supply-report'],
];

/** Rules whose findings repeat what software has written. */
const textRules = new Set([
  'error-diagnostics',
  'px4-events',
  'repeated-log-errors',
  'occasional-log-errors',
]);

/** What such texts are about, by the words that drivers, kernels and flight controllers use. */
const kindsOfTexts: readonly (readonly [RegExp, SymptomKind])[] = [
  [
    /\b(under-?voltage|brown-?out|low voltage|voltage (is )?(too )?low|power (loss|fail))/i,
    'low-supply-report',
  ],
  [/\b(re-?boot|restart|watchdog|unexpected reset|reset by)/i, 'restart'],
  [/\bbus[- ]?off\b/i, 'bus-off'],
  [/\b(can|bus)\b.*\b(bus error|error frame|error passive)/i, 'bus-errors'],
  [
    /\btime(d)?[- ]?out\b|\bno (data|response|reply|messages?|heartbeat)\b|\bnot responding\b|\blost (connection|contact|link)\b|\bconnection lost\b/i,
    'no-answer-report',
  ],
  [
    /\bover-?run\b|\bdeadline\b|\btoo slow\b|\bdropp(ed|ing)\b|\bqueue (is )?full\b|\bbehind schedule\b/i,
    'late-report',
  ],
  [/\bno space left\b|\bENOSPC\b|\bdisk (is )?full\b|\bwrite (error|failed)\b/i, 'disk-report'],
  [/\bout of memory\b|\bOOM\b|\bbad alloc\b|\bcannot allocate\b/i, 'memory-report'],
  [/\bover-?heat|\bover-?temp|\bthermal\b|\bthrottl|\btoo hot\b/i, 'heat-report'],
  [/\b(gps|gnss)\b/i, 'gps-report'],
  [/\bcrash(ed| check)?\b|\bloss of control\b|\bthrust loss\b/i, 'crash-report'],
  [/\b(ekf|estimator|vel_test|innovation)\b/i, 'estimator'],
  [/\bfail-?safe\b/i, 'failsafe'],
];

/** Rules whose findings have a kind. */
export const ruleKinds: readonly string[] = [...Object.keys(kindOfRule), ...codeRules, ...textRules];

/** None if nothing is known about causes or consequences of such a finding. */
export function kindsOf(finding: Finding): SymptomKind[] {
  const ofRule = kindOfRule[finding.rule];
  if (ofRule) return [ofRule];
  const codes = finding.codes ?? [];
  if (finding.rule === 'bus-off')
    return [codes.some((code) => /bus off/.test(code)) ? 'bus-off' : 'error-passive'];
  if (codeRules.has(finding.rule)) {
    const own = kindsOfCodes.filter(([pattern]) => codes.some((code) => pattern.test(code)));
    const kinds = own.map(([, kind]) => kind);
    return isPending(finding) ? kinds : ['trouble-code', ...kinds];
  }
  if (!textRules.has(finding.rule)) return [];
  const text = `${finding.title} ${finding.description}`.replaceAll('_', ' ');
  return kindsOfTexts.filter(([pattern]) => pattern.test(text)).map(([, kind]) => kind);
}

/** A code that is only suspected lights no lamp (SAE J1979, service 07). */
function isPending({ title }: Finding): boolean {
  return /^\S+ pending\b/.test(title);
}

/** Trouble codes are stored when the fault is found and read later: it began at some time before it was read. */
export function isReadLater(finding: Finding): boolean {
  return codeRules.has(finding.rule);
}
