import type { ComponentChildren } from 'preact';
import { ApiError } from '../api/api-error.ts';
import { ofArgus, rich, t } from '../lib/language.ts';
import type { Tone } from '../lib/status-looks.ts';
import { ToneMark } from './badge.tsx';

interface NoticeProps {
  tone: Tone;
  title?: string;
  /** Announced by screen readers when it appears. */
  live?: boolean;
  children?: ComponentChildren;
}

export function Notice({ tone, title, live, children }: NoticeProps) {
  const role = tone === 'error' ? 'alert' : 'status';
  return (
    <div class={`notice tone-${tone}`} role={live ? role : undefined}>
      <ToneMark tone={tone} />
      <div>
        {title && <p class="notice-title">{title}</p>}
        {children}
      </div>
    </div>
  );
}

interface ErrorNoticeProps {
  error: Error;
  title?: string;
  /** Where a retry can help and does not happen automatically. */
  onRetry?: () => void;
}

/** The message of an error, with its request id for the log. */
export function ErrorNotice({ error, title, onRetry }: ErrorNoticeProps) {
  const api = error instanceof ApiError ? error : undefined;
  return (
    <Notice tone="error" live {...(title !== undefined && { title })}>
      <p>{ofArgus(error.message)}</p>
      {onRetry && (
        <button type="button" class="button-quiet" onClick={onRetry}>
          {t('Try again')}
        </button>
      )}
      {api?.requestId && (
        <p class="small muted">
          {rich('{code} · request {requestId}', { code: api.code, requestId: <code>{api.requestId}</code> })}
        </p>
      )}
    </Notice>
  );
}
