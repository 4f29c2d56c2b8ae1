import { severityRank } from '../../domain/severity.ts';
import { english, type Language } from '../../language/language.ts';
import type { ClockKind } from '../../recordings/summary/file-summary.ts';
import { plainText } from '../../text/plain-text.ts';
import { parseTime } from '../../text/time-format.ts';
import type { Report } from '../report-schema.ts';
import type { Timeline, TimelineLane } from './document.ts';
import { foldedOrder } from './folded-findings.ts';
import { findingAnchor } from './places.ts';

/** As many as fit on the first page above what has to be done. */
const maxLanes = 10;

/** The findings from warning upwards on the clock of the drive; nothing if none of them can be placed on it. */
export function timelineOf(report: Report, language: Language): Timeline | undefined {
  const timeline = driveLine(report, language);
  return timeline && timeline.lanes.length > 0 ? timeline : undefined;
}

/** The same, also where no finding can be placed on it; nothing without a common clock. */
export function driveLine(report: Report, language: Language = english): Timeline | undefined {
  const { span, coverage } = report;
  const begin = span && parseTime(span.start);
  const end = span && parseTime(span.end);
  if (!begin || !end) return undefined;
  const lanes = lanesOf(report, begin.clock, language).slice(0, maxLanes);
  const drive = { start: secondsOf(begin.time_ns), end: secondsOf(end.time_ns) };
  const recorded = coverage.flatMap((stretch) => {
    const [from, to] = [parseTime(stretch.start), parseTime(stretch.end)];
    return from && to ? [{ start: secondsOf(from.time_ns), end: secondsOf(to.time_ns) }] : [];
  });
  return {
    title: language.t('The drive on one line'),
    description: lanes
      .map(({ title, follows }) =>
        language.t(follows ? 'Then {title}.' : '{title}.', { title: plainText(title) }),
      )
      .join(' '),
    clock: begin.clock,
    ...drive,
    lanes: lanes.map((lane) => ({ ...lane, marks: lane.marks.map((at) => clamp(at, drive)) })),
    // A single file with a clock of its own has no coverage on the common one.
    recorded: recorded.length > 0 ? recorded : [drive],
  };
}

function lanesOf(
  { findings, incidents = [] }: Report,
  clock: ClockKind,
  { ofArgus }: Language,
): TimelineLane[] {
  // Evidence of a measured fault is its worst moment, which may come after what followed from its beginning.
  const began = new Map(incidents.map((incident) => [incident.root, incident.began.to]));
  return foldedOrder(findings, incidents).flatMap(({ finding, index, cause }): TimelineLane[] => {
    const { severity, title, evidence, lasted } = finding;
    const spell = lasted ? [lasted.from, lasted.to] : [began.get(index)];
    const marks = [...spell, ...evidence.map(({ time }) => time)].flatMap((time) => {
      const at = time === undefined ? undefined : parseTime(time);
      return at?.clock === clock ? [secondsOf(at.time_ns)] : [];
    });
    const shown = severityRank(severity) >= severityRank('warning') && marks.length > 0;
    const anchor = findingAnchor(index);
    return shown ? [{ anchor, title: ofArgus(title), severity, follows: cause !== undefined, marks }] : [];
  });
}

/** The clocks of two recorders may differ, so that evidence lies beside the drive. */
function clamp(at: number, { start, end }: { start: number; end: number }): number {
  return Math.min(end, Math.max(start, at));
}

/** A double represents them to the microsecond. */
function secondsOf(ns: bigint): number {
  return Number(ns) / 1e9;
}
