import { useMemo } from 'preact/hooks';
import { formatFigure, formatNumber, plural } from '../../lib/format.ts';
import { t } from '../../lib/language.ts';
import { projectionOf, scaleBar, type TrackPoint } from '../../lib/signals/track.ts';
import { useMedia } from '../../lib/use-media.ts';

const most = { narrow: { width: 320, height: 400 }, wide: { width: 860, height: 480 } };

/** The track as lines from sample to sample, in the colour of their values; pointing shows the time in the plots. */
export function TrackPicture({
  pieces,
  at,
  onAt,
}: {
  pieces: TrackPoint[][];
  at: number | undefined;
  onAt(at: number | undefined): void;
}) {
  const { width, height } = most[useMedia('(max-width: 720px)') ? 'narrow' : 'wide'];
  const projection = useMemo(() => projectionOf(pieces, width, height), [pieces, width, height]);
  const all = useMemo(
    () => pieces.flat().map((point) => ({ point, ...projection.place(point) })),
    [pieces, projection],
  );
  const values = all.flatMap(({ point }) => (point.value === undefined ? [] : [point.value]));
  const least = values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const greatest = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const share = shareOf(least, greatest);
  const shown = at === undefined ? undefined : all.findLast(({ point }) => point.at <= at);
  const bar = scaleBar(projection);
  const point = ({ currentTarget, clientX, clientY }: PointerEvent) => {
    const box = (currentTarget as SVGSVGElement).getBoundingClientRect();
    const x = ((clientX - box.left) / box.width) * projection.width;
    const y = ((clientY - box.top) / box.height) * projection.height;
    const distance = (one: { x: number; y: number }) => (one.x - x) ** 2 + (one.y - y) ** 2;
    const nearest = all.reduce((a, b) => (distance(b) < distance(a) ? b : a));
    onAt(nearest.point.at);
  };
  return (
    <>
      <svg
        width={projection.width}
        viewBox={`0 0 ${projection.width} ${projection.height}`}
        role="img"
        aria-label={t('The track, {positions}', { positions: plural(all.length, 'position') })}
        onPointerMove={point}
        onPointerLeave={() => onAt(undefined)}
      >
        {pieces.map((piece) => (
          <g key={piece[0]?.at}>
            {piece.slice(1).map((end, i) => {
              const from = projection.place(piece[i] as TrackPoint);
              const to = projection.place(end);
              return (
                <line
                  key={end.at}
                  x1={from.x.toFixed(1)}
                  y1={from.y.toFixed(1)}
                  x2={to.x.toFixed(1)}
                  y2={to.y.toFixed(1)}
                  stroke={colourOf(share(end.value))}
                />
              );
            })}
          </g>
        ))}
        {shown && <circle cx={shown.x} cy={shown.y} r={6} class="map-here" />}
        <g class="map-scale">
          <line x1={8} x2={8 + bar.pixels} y1={projection.height - 6} y2={projection.height - 6} />
          <text x={12 + bar.pixels} y={projection.height - 3}>
            {lengthText(bar.metres)}
          </text>
        </g>
      </svg>
      <p class="small muted">
        {t('North is up.')}{' '}
        {values.length > 0 &&
          t('Blue is {least}, red {greatest}.', {
            least: formatFigure(least, 4),
            greatest: formatFigure(greatest, 4),
          })}
      </p>
    </>
  );
}

/** 0 at the least value, 1 at the greatest; all are in the middle where they are the same. */
function shareOf(least: number, most: number): (value: number | undefined) => number | undefined {
  const length = most - least;
  return (value) => {
    if (value === undefined) return undefined;
    return length === 0 ? 0.5 : (value - least) / length;
  };
}

/** From blue over violet to red; the page's accent without a value. */
function colourOf(share: number | undefined): string {
  return share === undefined ? 'var(--accent)' : `hsl(${Math.round(220 + 140 * share)} 75% 50%)`;
}

function lengthText(metres: number): string {
  return metres >= 1_000 ? `${formatNumber(metres / 1_000)} km` : `${formatNumber(metres, 2)} m`;
}
