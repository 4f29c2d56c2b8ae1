import { useMemo, useState } from 'preact/hooks';
import type { SeriesBody } from '../../api/signals.ts';
import { t } from '../../lib/language.ts';
import { type TrackPoint, trackPieces, trackSignals } from '../../lib/signals/track.ts';
import { useSeries } from '../../lib/signals/use-series.ts';
import { useSignalList } from '../../lib/signals/use-signal-list.ts';
import { TrackPicture } from './track-picture.tsx';

interface DriveMapProps {
  batchId: string;
  /** Signals on the page, one of which may colour the track. */
  signals: readonly string[];
  window: { from: bigint | undefined; to: bigint | undefined };
  originNs: bigint;
  at: number | undefined;
  onAt(at: number | undefined): void;
}

const points = 1_500;
/** What fields of positions have in their names. */
const names = ['lat', 'lon', 'lng'];
/** As many as one page has. */
const listed = 200;

/** Where the drive went, without a map server: positions leave nobody's browser. */
export function DriveMap({ batchId, signals, window, originNs, at, onAt }: DriveMapProps) {
  const { data: list } = useSignalList(batchId, names, listed);
  const tracks = useMemo(() => trackSignals(list?.signals ?? []), [list]);
  const [chosen, setChosen] = useState(0);
  const [colour, setColour] = useState<string>();
  const track = tracks[chosen] ?? tracks[0];
  const coloured = colour !== undefined && signals.includes(colour) ? colour : undefined;
  const wanted = track
    ? [track.latitude, track.longitude, ...(coloured === undefined ? [] : [coloured])]
    : [];
  const series = useSeries(batchId, wanted, window, points);
  const pieces = useMemo(
    () => (track && series.data && !series.stale ? piecesIn(series.data, track, coloured, originNs) : []),
    [series.data, series.stale, track, coloured, originNs],
  );
  if (!track) return null;

  return (
    <section class="panel drive-map" aria-label={t('Map of the drive')}>
      <div class="panel-head">
        <h2>{t('Where it drove')}</h2>
        <div class="panel-tools">
          {tracks.length > 1 && (
            <label class="inline-label">
              {t('Receiver')}
              <select value={chosen} onChange={({ currentTarget }) => setChosen(Number(currentTarget.value))}>
                {tracks.map(({ topic, latitude }, i) => (
                  <option key={latitude} value={i}>
                    {topic}
                  </option>
                ))}
              </select>
            </label>
          )}
          {signals.length > 0 && (
            <label class="inline-label">
              {t('Coloured by')}
              <select
                value={coloured ?? ''}
                onChange={({ currentTarget }) => setColour(currentTarget.value || undefined)}
              >
                <option value="">{t('nothing')}</option>
                {signals.map((signal) => (
                  <option key={signal} value={signal}>
                    {signal}
                  </option>
                ))}
              </select>
            </label>
          )}
        </div>
      </div>
      {pieces.length > 0 && <TrackPicture pieces={pieces} at={at} onAt={onAt} />}
      {pieces.length === 0 && !series.data && <p class="muted">{t('Reading the positions…')}</p>}
      {pieces.length === 0 && series.data && !series.stale && (
        <p class="muted">{t('There is no position in this window.')}</p>
      )}
    </section>
  );
}

function piecesIn(
  { series }: SeriesBody,
  track: { latitude: string; longitude: string },
  coloured: string | undefined,
  originNs: bigint,
): TrackPoint[][] {
  const named = (signal: string | undefined) => series.find((one) => one.signal === signal);
  const [latitude, longitude] = [named(track.latitude), named(track.longitude)];
  if (!latitude || !longitude) return [];
  return trackPieces({ latitude, longitude, colour: named(coloured) }, originNs);
}
