/** A period, `from` included and `to` excluded; open where undefined. RFC 3339. */
export interface TimeWindow {
  from?: string | undefined;
  to?: string | undefined;
}

export interface MonthWindow {
  /** Whole months (UTC) in the window, given by their first days; `to` excluded. Absent if there is none. */
  months?: TimeWindow;
  /** The rest at its ends: at most two periods of less than two months together. */
  edges: { from: string; to: string }[];
}

/** Splits a window into whole months, whose sums are stored, and the rest at its ends. */
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

/** The time itself if a month begins with it. */
function nextMonth(time: Date): Date {
  const start = startOfMonth(time);
  if (start.getTime() === time.getTime()) return start;
  return new Date(Date.UTC(time.getUTCFullYear(), time.getUTCMonth() + 1));
}

function dayOf(time: Date): string {
  return time.toISOString().slice(0, 10);
}
