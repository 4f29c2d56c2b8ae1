import type { Timeline } from '../../../../src/report/document/document.ts';
import { Link } from '../../components/link.tsx';
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
        Zoom in
      </button>
      {zoomed && (
        <>
          <button type="button" class="button-quiet" onClick={() => onShow(shiftedBy(timeline, shown, -0.5))}>
            Earlier
          </button>
          <button type="button" class="button-quiet" onClick={() => onShow(shiftedBy(timeline, shown, 0.5))}>
            Later
          </button>
          <button
            type="button"
            class="button-quiet"
            onClick={() => onShow({ start: timeline.start, end: timeline.end })}
          >
            Whole drive
          </button>
          <a href={clipUrl(middle)} target="_blank" rel="noreferrer">
            Open the clip
          </a>
          <Link href={viewUrl(batchId, { signals: [], compare: undefined, ...window })}>
            All signals of this time
          </Link>
        </>
      )}
      {onSignals && (
        <button type="button" class="button-quiet" onClick={onSignals}>
          Draw the signals that matter
        </button>
      )}
      <span class="muted drive-hint">
        {zoomed ? 'Click to open the recording at that second.' : 'Point to read values, click to zoom in.'}
      </span>
    </div>
  );
}
