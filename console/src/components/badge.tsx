import type { BatchStatus } from '../../../src/domain/batch-status.ts';
import type { FileState } from '../../../src/domain/file-state.ts';
import type { Severity } from '../../../src/domain/severity.ts';
import { t } from '../lib/language.ts';
import { fileStateLooks, severityLooks, statusLooks, type Tone } from '../lib/status-looks.ts';

/** One shape per tone, so that colour is never the only cue; drawn in a 16 × 16 box. */
const shapes: Record<Tone, string> = {
  neutral: 'M4 8h8',
  waiting: 'M8 4v4.2l2.6 1.6',
  active: 'M6.2 4.8 11 8l-4.8 3.2z',
  good: 'm4.5 8.3 2.4 2.4 4.6-5',
  info: 'M8 7.4v4M8 4.5v.2',
  warning: 'M8 4.2v4.6M8 11.4v.2',
  error: 'm5.2 5.2 5.6 5.6m0-5.6-5.6 5.6',
  critical: 'M9 3 5 8.6h3L7 13l4-5.6H8z',
};

export function Badge({ tone, children }: { tone: Tone; children: string }) {
  return (
    <span class={`badge tone-${tone}`}>
      <ToneMark tone={tone} />
      {children}
    </span>
  );
}

export function ToneMark({ tone }: { tone: Tone }) {
  return (
    <svg class={`tone-mark tone-${tone}`} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <circle cx="8" cy="8" r="7.25" />
      <path d={shapes[tone]} />
    </svg>
  );
}

export function StatusBadge({ status }: { status: BatchStatus }) {
  const { tone, label } = statusLooks[status];
  return <Badge tone={tone}>{t(label)}</Badge>;
}

export function SeverityBadge({ severity }: { severity: Severity | 'ok' }) {
  const { tone, label } = severityLooks[severity];
  return <Badge tone={tone}>{t(label)}</Badge>;
}

export function FileStateBadge({ state, whole }: { state: FileState; whole: boolean }) {
  const { tone, label } = fileStateLooks[state];
  return <Badge tone={!whole && tone === 'good' ? 'warning' : tone}>{t(label)}</Badge>;
}
