import type { Timeline } from '../../../../src/report/document/document.ts';
import { Link } from '../../components/link.tsx';
import { t } from '../../lib/language.ts';
import { type DriveWindow, isWhole, nanosecondsOf, shiftedBy } from '../../lib/signals/drive-window.ts';
import { viewUrl } from '../../lib/signals/signals-view.ts';
import { useReader } from '../reader.ts';

interface DriveToolsProps {
  timeline: Timeline;
  shown: DriveWindow;
  /** The time that is pointed at. */
  at: number | undefined;
  onShow(window: DriveWindow): void;
  onZoom(at: number): void;
  clipUrl(at: number): string;
  /** Where reading them takes long: asks for the signals. */
  onSignals: (() => void) | undefined;
}

/** What the pointer does on the time line, for the keyboard; and ways to more. */
export function DriveTools({ timeline, shown, at, onShow, onZoom, clipUrl, onSignals }: DriveToolsProps) {
  const { batchId } = useReader();
  const middle = at ?? (shown.start + shown.end) / 2;
  const zoomed = !isWhole(timeline, shown);
  const window = { from: nanosecondsOf(shown.start), to: nanosecondsOf(shown.end) };
  return (
    <div class="drive-tools small">
      <button type="button" class="button-quiet" onClick={() => onZoom(middle)}>
        {t('Zoom in')}
      </button>
      {zoomed && (
        <>
          <button type="button" class="button-quiet" onClick={() => onShow(shiftedBy(timeline, shown, -0.5))}>
            {t('Earlier')}
          </button>
          <button type="button" class="button-quiet" onClick={() => onShow(shiftedBy(timeline, shown, 0.5))}>
            {t('Later')}
          </button>
          <button
            type="button"
            class="button-quiet"
            onClick={() => onShow({ start: timeline.start, end: timeline.end })}
          >
            {t('Whole drive')}
          </button>
          <a href={clipUrl(middle)} target="_blank" rel="noreferrer">
            {t('Open the clip')}
          </a>
          <Link href={viewUrl(batchId, { signals: [], compare: undefined, ...window })}>
            {t('All signals of this time')}
          </Link>
        </>
      )}
      {onSignals && (
        <button type="button" class="button-quiet" onClick={onSignals}>
          {t('Draw the signals that matter')}
        </button>
      )}
      <span class="muted drive-hint">
        {zoomed
          ? t('Click to open the recording at that second.')
          : t('Point to read values, click to zoom in.')}
      </span>
    </div>
  );
}
