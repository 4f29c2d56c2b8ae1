import type { Aggregate } from '../../diagnosis/aggregate.ts';
import type { FileRow } from '../../diagnosis/gather/file-rows.ts';
import { plural } from '../../domain/plural.ts';
import { isDamaged } from '../../domain/verdict.ts';
import type { TimeSpan } from '../../recordings/summary/file-summary.ts';
import { plainText, shortenStart } from '../../text/plain-text.ts';
import { colours, type Drawing, gridLine, label, legend, textWidth } from './chart.ts';
import { element } from './svg.ts';
import { timeAxis, timeAxisHeight } from './time-axis.ts';

/** More files than this are drawn as one row of what was recorded and one of what is damaged. */
const maxRows = 24;
const rowHeight = 22;
const longestName = 38;

interface Row {
  name: string;
  bars: { start: number; end: number; damaged: boolean }[];
}

/** Which file covers which period; damaged ones are highlighted. */
export function coverageChart(aggregate: Aggregate): Drawing | undefined {
  const clock = aggregate.span ? 'unix' : 'boot';
  const files = aggregate.files.filter((file) => isDrawn(file, clock));
  const damaged = files.filter(({ verdict }) => isDamaged(verdict)).length;
  const rows =
    files.length > maxRows && clock === 'unix'
      ? summaryRows(aggregate, files)
      : rowPerFile(files.slice(0, maxRows));
  const bars = rows.flatMap((row) => row.bars);
  if (bars.length === 0) return undefined;

  const left = 14 + Math.max(...rows.map(({ name }) => textWidth(name)));
  const keys = legend(left, [
    { name: 'whole', colour: colours.blue },
    ...(damaged > 0 ? [{ name: 'damaged', colour: colours.red }] : []),
  ]);
  const top = keys.height + 4;
  const bottom = top + rows.length * rowHeight;
  const span = {
    start: Math.min(...bars.map(({ start }) => start)),
    end: Math.max(...bars.map(({ end }) => end)),
    clock,
  } as const;
  const axis = timeAxis({ ...span, recorded: bars }, { left, top, bottom });
  return {
    name: 'coverage.svg',
    title: 'Coverage',
    description: `Which file covers which time: ${plural(files.length, 'file')}, ${damaged} damaged, ${plural(aggregate.holes.length, 'hole')} between them.`,
    height: bottom + timeAxisHeight,
    content: [
      ...keys.content,
      ...axis.content,
      ...rows.flatMap(({ name, bars: inRow }, row) => {
        const middle = top + (row + 0.5) * rowHeight;
        return [
          label(left - 8, middle + 4, name, 'end'),
          gridLine(left, middle, axis.x(span.end), middle),
          ...inRow.map(({ start, end, damaged: bad }) =>
            element('rect', {
              x: axis.x(start),
              y: middle - 7,
              // A very short file remains visible among files of hours.
              width: Math.max(2, axis.x(end) - axis.x(start)),
              height: 14,
              rx: 2,
              fill: bad ? colours.red : colours.blue,
            }),
          ),
        ];
      }),
    ],
  };
}

function isDrawn({ state, span, believable }: FileRow, clock: 'unix' | 'boot'): boolean {
  return state === 'parsed' && span !== null && (clock === 'unix' ? believable : span.clock === 'boot');
}

function rowPerFile(files: FileRow[]): Row[] {
  return files
    .flatMap(({ name, span, verdict }) =>
      span
        ? [{ name: shortenStart(plainText(name), longestName), bar: barOf(span, isDamaged(verdict)) }]
        : [],
    )
    .sort((a, b) => a.bar.start - b.bar.start)
    .map(({ name, bar }) => ({ name, bars: [bar] }));
}

function summaryRows({ coverage }: Aggregate, files: FileRow[]): Row[] {
  const damaged = files.flatMap(({ verdict, span }) =>
    isDamaged(verdict) && span ? [barOf(span, true)] : [],
  );
  const all = { name: 'all files', bars: coverage.map((stretch) => barOf(stretch, false)) };
  return damaged.length === 0 ? [all] : [all, { name: 'damaged files', bars: damaged }];
}

/** In seconds; a double represents them to the microsecond. */
function barOf(
  { start_ns, end_ns }: Pick<TimeSpan, 'start_ns' | 'end_ns'>,
  damaged: boolean,
): Row['bars'][number] {
  return { start: Number(BigInt(start_ns)) / 1e9, end: Number(BigInt(end_ns)) / 1e9, damaged };
}
