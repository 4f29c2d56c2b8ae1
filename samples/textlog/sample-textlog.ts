import { resolveOptions, type SampleOptions } from '../sample-options.ts';
import { type Scheduled, ticksOf } from '../schedule.ts';
import { type SampleEntry, type TextlogStyle, writeTextlog } from './write-textlog.ts';

/** The computer was switched on this long before its log begins. */
const bootSeconds = 12;
/** Share of the log after which its faults begin. */
const faultsFrom = 0.5;

type Source = 'navigation' | 'audio' | 'uplink' | 'camera';

const sources: Scheduled<Source>[] = [
  { hertz: 5, phase: 0.1, payload: 'navigation' },
  { hertz: 2, phase: 0.3, payload: 'audio' },
  { hertz: 1, phase: 0.5, payload: 'uplink' },
  { hertz: 1, phase: 0.7, payload: 'camera' },
];

const trace = [
  '    at org.example.Camera.read(Camera.java:41)',
  '    at org.example.Camera.run(Camera.java:17)',
];

/** What the programs of the test car's infotainment log. The only fault is `log-errors`. */
export function textlogDrive(options: SampleOptions = {}): SampleEntry[] {
  const { startNs, seconds, faults } = resolveOptions(options);
  const failing = faults.includes('log-errors');
  return [...ticksOf(sources, seconds)].map(({ at, index, payload }) => {
    const isError = failing && payload === 'camera' && at / seconds >= faultsFrom;
    return {
      timeNs: startNs + BigInt(Math.round(at * 1e6)) * 1000n,
      uptimeSeconds: bootSeconds + at,
      source: payload,
      ...(isError
        ? { level: 'error', text: `no picture for ${100 + index} ms`, more: trace }
        : { level: payload === 'audio' ? 'debug' : 'info', text: textOf(payload, index) }),
    } satisfies SampleEntry;
  });
}

function textOf(source: Source, index: number): string {
  switch (source) {
    case 'navigation':
      return `position ${index} matched to the map`;
    case 'audio':
      return `buffer ${index % 8} played`;
    case 'uplink':
      return `sent part ${index} of the drive`;
    case 'camera':
      return 'all cameras deliver pictures';
  }
}

export function sampleTextlog({
  style = 'logcat',
  ...options
}: SampleOptions & { style?: TextlogStyle } = {}) {
  return writeTextlog(textlogDrive(options), style);
}
