import { rich, t } from '../../lib/language.ts';

interface WindowToolsProps {
  mark: number | undefined;
  zoomed: boolean;
  onMove(move: { shift?: number; scale?: number }): void;
  onWhole(): void;
  onUnmark(): void;
  csvUrl: string;
  parquetUrl: string;
  arrowUrl: string;
}

/** What dragging over a plot does, for the keyboard; and the data of the window. */
export function WindowTools(props: WindowToolsProps) {
  const { mark, zoomed, onMove, onWhole, onUnmark, csvUrl, parquetUrl, arrowUrl } = props;
  return (
    <div class="panel window-tools">
      <button type="button" class="button" onClick={() => onMove({ shift: -0.5 })}>
        {t('← Earlier')}
      </button>
      <button type="button" class="button" onClick={() => onMove({ scale: 0.5 })}>
        {t('Zoom in')}
      </button>
      <button type="button" class="button" disabled={!zoomed} onClick={() => onMove({ scale: 2 })}>
        {t('Zoom out')}
      </button>
      <button type="button" class="button" onClick={() => onMove({ shift: 0.5 })}>
        {t('Later →')}
      </button>
      <button type="button" class="button" disabled={!zoomed} onClick={onWhole}>
        {t('Whole drive')}
      </button>
      {mark !== undefined && (
        <button type="button" class="button-quiet" onClick={onUnmark}>
          {t('Remove the mark')}
        </button>
      )}
      <span class="small muted window-hint">
        {rich(
          'Drag to zoom; click to mark a time, and the differences to it are shown. {csv}, {parquet}, {arrow}',
          {
            csv: <a href={csvUrl}>CSV</a>,
            parquet: <a href={parquetUrl}>Parquet</a>,
            arrow: <a href={arrowUrl}>Arrow</a>,
          },
        )}
      </span>
    </div>
  );
}
