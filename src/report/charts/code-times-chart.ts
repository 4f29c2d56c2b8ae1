import type { Aggregate } from '../../diagnosis/aggregate.ts';
import type { CodeAggregate } from '../../diagnosis/gather/codes.ts';
import { plainText, shortenAtWord } from '../../text/plain-text.ts';
import { quoteCode } from '../../text/wording.ts';
import { type Drawing, gridLine, label, legend, textWidth } from './chart.ts';
import { grouped } from './scale.ts';
import { severityColours, severityKeys } from './severity-colours.ts';
import { element } from './svg.ts';
import { timeAxis, timeAxisHeight } from './time-axis.ts';

interface Lane {
  code: CodeAggregate;
  name: string;
  /** In seconds; of the first of the runs. */
  start: number;
  runs: { start: number; end: number; count: number }[];
}

const maxLanes = 15;
const laneHeight = 24;
const longestName = 38;

/** When the most severe codes were seen: a lane for each, a bar from the first to the last sighting in each file. */
export function codeTimesChart(aggregate: Aggregate): Drawing | undefined {
  const bad = aggregate.codes.filter(({ severity }) => severity !== 'info');
  const clock = aggregate.span ? 'unix' : 'boot';
  const lanes = bad
    .flatMap((code) => laneOf(code, aggregate) ?? [])
    .slice(0, maxLanes)
    .sort((a, b) => a.start - b.start);
  const whole = spanOf(aggregate);
  if (lanes.length === 0 || !whole) return undefined;

  const left = 14 + Math.max(...lanes.map(({ name }) => textWidth(name)));
  const shown = lanes.map(({ code }) => code.severity);
  const keys = legend(left, severityKeys(shown));
  const top = keys.height + 4;
  const bottom = top + lanes.length * laneHeight;
  const axis = timeAxis(
    { ...whole, clock, recorded: aggregate.coverage.map(stretchOf) },
    { left, top, bottom },
  );
  return {
    name: 'code-times.svg',
    title: 'Error codes over time',
    description: `When the ${lanes.length} most severe of ${bad.length} codes from warning upwards were seen, the earliest on top, coloured by severity. ${lanes
      .slice(0, 5)
      .map(({ code, name }) => `${name}: ${grouped(code.count)} times.`)
      .join(' ')}`,
    height: bottom + timeAxisHeight,
    content: [
      ...keys.content,
      ...axis.content,
      ...lanes.flatMap(({ code, name, runs }, row) => {
        const middle = top + (row + 0.5) * laneHeight;
        return [
          label(left - 8, middle + 4, name, 'end'),
          gridLine(left, middle, axis.x(whole.end), middle),
          ...runs.map(({ start, end, count }) =>
            element(
              'rect',
              {
                x: Math.max(left, axis.x(start)),
                y: middle - 7,
                // Even a single sighting must be visible.
                width: Math.max(3, axis.x(Math.min(end, whole.end)) - Math.max(left, axis.x(start))),
                height: 14,
                rx: 2,
                fill: severityColours[code.severity],
              },
              element('title', {}, `${code.code}: ${grouped(count)}`),
            ),
          ),
        ];
      }),
    ],
  };
}

function laneOf(code: CodeAggregate, { span, totals }: Aggregate): Lane | undefined {
  const name = shortenAtWord(plainText(quoteCode(code.code)), longestName);
  if (span) {
    const width = 2 ** code.seen.exponent / 1000;
    const runs = code.seen.runs.map(([from, to, count]) => ({
      start: from * width,
      end: (to + 1) * width,
      count,
    }));
    const [first] = runs;
    return first && { code, name, start: first.start, runs };
  }
  // Without a common clock, only the times of a single file can be drawn on one axis.
  if (totals.parsed !== 1) return undefined;
  const start = secondsOf(code.first.time_ns);
  const end = secondsOf(code.last.time_ns);
  return { code, name, start, runs: [{ start, end, count: code.count }] };
}

/** The time span of the drive; for a single file with a clock of its own, that of the file. */
function spanOf({ span, files }: Aggregate): { start: number; end: number } | undefined {
  const whole = span ?? files.find(({ state }) => state === 'parsed')?.span;
  return whole ? stretchOf(whole) : undefined;
}

function stretchOf({ start_ns, end_ns }: { start_ns: string; end_ns: string }) {
  return { start: secondsOf(start_ns), end: secondsOf(end_ns) };
}

/** A double represents them to the microsecond. */
function secondsOf(ns: string): number {
  return Number(BigInt(ns)) / 1e9;
}
