import { plural } from '../../domain/plural.ts';
import { formatDuration, formatTime } from '../../text/time-format.ts';
import { quote, times } from '../../text/wording.ts';
import { secondsBetween } from '../gather/sighting.ts';
import { recordingKey } from '../recording-key.ts';
import { defineRule } from '../rule.ts';

export const duplicateRecordings = defineRule({
  id: 'duplicate-recordings',
  version: 1,
  question: 'Was a recording uploaded more than once?',
  severities: ['warning'],
  basis: 'measured',
  thresholds: {},
  likely_cause: 'The vehicle did not note the receipt and sent the file again, or the recorder copied it.',
  advice: 'Counts of this report include every copy; check why the vehicle sent it again.',
  evaluate: ({ duplicates }) => {
    const [worst] = duplicates;
    if (!worst) return [];
    const surplus = duplicates.reduce((sum, { count }) => sum + count - 1, 0);
    return [
      {
        severity: 'warning',
        title: `${plural(surplus, 'file')} uploaded more than once`,
        description: `${plural(duplicates.length, 'recording')} came in several copies with the same bytes, ${quote(worst.files[0]?.file_name ?? '')} ${times(worst.count)}.`,
        evidence: duplicates.flatMap(({ files, sha256 }) =>
          files.map((file) => ({ ...file, detail: `SHA-256 ${sha256.slice(0, 16)}…` })),
        ),
      },
    ];
  },
});

export const overlappingRecordings = defineRule({
  id: 'overlapping-recordings',
  version: 1,
  question: 'Do recordings with the same topics cover the same time?',
  severities: ['info', 'warning'],
  basis: 'measured',
  thresholds: {
    share: {
      value: 50,
      unit: '%',
      source: 'of the shorter file; event recorders overlap on purpose by their lead time',
    },
  },
  likely_cause: 'Two recorders run on the vehicle with the same topics, or one of the clocks is wrong.',
  advice: 'Counts and statistics include both files; stop one of the recorders or check their clocks.',
  evaluate: ({ overlaps, duplicates }, limits) => {
    const copies = new Set(duplicates.flatMap(({ files }) => files.map(recordingKey)));
    const found = overlaps
      .filter(({ first, second }) => !(copies.has(recordingKey(first)) && copies.has(recordingKey(second))))
      .sort((a, b) => b.share - a.share);
    const worst = found[0];
    if (!worst) return [];
    const seconds = (one: typeof worst) => formatDuration(secondsBetween(one.start_ns, one.end_ns));
    return [
      {
        severity: worst.share * 100 >= limits.share ? 'warning' : 'info',
        title: `${plural(found.length, 'pair')} of recordings overlap`,
        description: `${quote(worst.first.file_name)} and ${quote(worst.second.file_name)} record the same topics and both cover ${seconds(worst)} (${Math.round(worst.share * 100)} % of the shorter one).`,
        evidence: found.map((one) => ({
          ...one.second,
          time: formatTime(one.start_ns, 'unix'),
          detail: `overlaps ${one.first.file_name} for ${seconds(one)}`,
        })),
      },
    ];
  },
});
