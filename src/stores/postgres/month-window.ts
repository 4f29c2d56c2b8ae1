/** A stretch of time, `from` included and `to` excluded; open where undefined. RFC 3339. */
export interface TimeWindow {
  from?: string | undefined;
  to?: string | undefined;
}

export interface MonthWindow {
  /** Whole months (UTC) in the window, as first days; `to` excluded. Absent when there is none. */
  months?: TimeWindow;
  /** The rest of it, at its ends: at most two stretches of less than two months together. */
  edges: { from: string; to: string }[];
}

/** Splits a window into whole months, whose sums are kept, and what is left of it at its ends. */
export function monthWindow({ from, to }: TimeWindow): MonthWindow {
  const first = from === undefined ? undefined : nextMonth(new Date(from));
  const last = to === undefined ? undefined : startOfMonth(new Date(to));
  if (from !== undefined && to !== undefined && first && last && first >= last) {
    return { edges: from < to || Date.parse(from) < Date.parse(to) ? [{ from, to }] : [] };
  }
  const edges = [];
  if (from !== undefined && first && Date.parse(from) < first.getTime()) {
    edges.push({ from, to: first.toISOString() });
  }
  if (to !== undefined && last && last.getTime() < Date.parse(to)) {
    edges.push({ from: last.toISOString(), to });
  }
  return { months: { from: first && dayOf(first), to: last && dayOf(last) }, edges };
}

function startOfMonth(time: Date): Date {
  return new Date(Date.UTC(time.getUTCFullYear(), time.getUTCMonth()));
}

/** The time itself where a month begins with it. */
function nextMonth(time: Date): Date {
  const start = startOfMonth(time);
  if (start.getTime() === time.getTime()) return start;
  return new Date(Date.UTC(time.getUTCFullYear(), time.getUTCMonth() + 1));
}

function dayOf(time: Date): string {
  return time.toISOString().slice(0, 10);
}
