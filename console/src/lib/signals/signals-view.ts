/** What the page of signals shows: all of it stands in its URL, so that it can be shared. */
export interface SignalsView {
  signals: string[];
  /** A second batch on the same axis. */
  compare: string | undefined;
  /** Nanoseconds on the clock of the drive; undefined: from its beginning, to its end. */
  from: bigint | undefined;
  to: bigint | undefined;
}

/** As many as `series` answers at once. */
export const mostSignals = 20;

export function viewOf(query: URLSearchParams): SignalsView {
  const from = nanoseconds(query.get('from'));
  const to = nanoseconds(query.get('to'));
  const sound = from === undefined || to === undefined || from < to;
  return {
    signals: [...new Set(query.getAll('signal'))].slice(0, mostSignals),
    compare: query.get('compare') || undefined,
    from: sound ? from : undefined,
    to: sound ? to : undefined,
  };
}

export function viewUrl(batchId: string, { signals, compare, from, to }: SignalsView): string {
  const query = new URLSearchParams(signals.map((signal) => ['signal', signal]));
  if (compare !== undefined) query.set('compare', compare);
  if (from !== undefined) query.set('from', String(from));
  if (to !== undefined) query.set('to', String(to));
  const text = query.toString();
  return `/batches/${encodeURIComponent(batchId)}/signals${text === '' ? '' : `?${text}`}`;
}

export function withSignal(view: SignalsView, signal: string): SignalsView {
  return { ...view, signals: [...new Set([...view.signals, signal])].slice(-mostSignals) };
}

export function withoutSignal(view: SignalsView, signal: string): SignalsView {
  return { ...view, signals: view.signals.filter((other) => other !== signal) };
}

/** The window moved by a share of its length (`shift`), and stretched about its middle by `scale`. */
export function movedWindow(
  { from, to }: { from: bigint; to: bigint },
  { shift = 0, scale = 1 }: { shift?: number; scale?: number },
): { from: bigint; to: bigint } {
  const length = Number(to - from);
  const middle = from + (to - from) / 2n + BigInt(Math.round(length * shift));
  const half = BigInt(Math.max(1, Math.round((length * scale) / 2)));
  // Clocks of recordings do not begin before zero.
  const earliest = middle - half < 0n ? 0n : middle - half;
  return { from: earliest, to: middle + half };
}

function nanoseconds(text: string | null): bigint | undefined {
  return text !== null && /^\d{1,20}$/.test(text) ? BigInt(text) : undefined;
}
