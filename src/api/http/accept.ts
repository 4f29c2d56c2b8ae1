/** Further ranges are ignored; browsers send about eight. */
const maxRanges = 32;

/**
 * The offered media type that an `Accept` header prefers (RFC 9110, 12.5.1): the one with the highest quality, the first
 * among equals. If none is acceptable, the header is disregarded (15.5.7), so that every client gets a response.
 */
export function preferredType<T extends string>(accept: string | undefined, types: readonly [T, ...T[]]): T {
  const [first] = types;
  if (accept === undefined || accept === '*/*' || accept === first) return first;
  const ranges = accept.split(',', maxRanges).map(parseRange);
  const rated = types.map((type) => ({ type, quality: qualityOf(type, ranges) }));
  const best = rated.reduce((a, b) => (b.quality > a.quality ? b : a));
  return best.quality > 0 ? best.type : first;
}

interface Range {
  type: string;
  quality: number;
}

function parseRange(text: string): Range {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  return { type, quality: quality === undefined ? 1 : parseQuality(quality) };
}

/** RFC 9110, 12.4.2: 0 to 1 with at most three decimals; an invalid value counts as 0. */
function parseQuality(text: string): number {
  return /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(text) ? Number(text) : 0;
}

/** The most specific matching range decides. */
function qualityOf(mediaType: string, ranges: Range[]): number {
  const [family] = mediaType.split('/');
  for (const type of [mediaType, `${family}/*`, '*/*']) {
    const fitting = ranges.filter((range) => range.type === type);
    if (fitting.length > 0) return Math.max(...fitting.map(({ quality }) => quality));
  }
  return 0;
}
