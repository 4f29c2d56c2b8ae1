import type { BatchStatus } from '../../../src/domain/batch-status.ts';
import type { FileState } from '../../../src/domain/file-state.ts';
import type { Severity } from '../../../src/domain/severity.ts';
import type { Tone as DocumentTone } from '../../../src/report/document/document.ts';
import type { Label } from './language.ts';

/** One scale of colours (and shapes, so that colour is never the only cue) for everything that can be good or bad. */
export type Tone = 'neutral' | 'waiting' | 'active' | 'good' | 'info' | 'warning' | 'error' | 'critical';

interface Look {
  label: Label;
  tone: Tone;
}

export const statusLooks: Record<BatchStatus, Look> = {
  pending: { label: 'Uploading', tone: 'waiting' },
  uploaded: { label: 'Uploaded', tone: 'waiting' },
  scattering: { label: 'Scattering', tone: 'active' },
  scattered: { label: 'Scattered', tone: 'active' },
  gathering: { label: 'Gathering', tone: 'active' },
  gathered: { label: 'Gathered', tone: 'active' },
  diagnosing: { label: 'Diagnosing', tone: 'active' },
  completed: { label: 'Completed', tone: 'good' },
  failed: { label: 'Failed', tone: 'error' },
};

export const severityLooks: Record<Severity | 'ok', Look> = {
  ok: { label: 'OK', tone: 'good' },
  info: { label: 'Info', tone: 'info' },
  warning: { label: 'Warning', tone: 'warning' },
  error: { label: 'Error', tone: 'error' },
  critical: { label: 'Critical', tone: 'critical' },
};

/** The tones of a report's document, as the console draws them. */
export const documentTones: Record<DocumentTone, Tone> = {
  neutral: 'neutral',
  ok: 'good',
  info: 'info',
  warning: 'warning',
  error: 'error',
  critical: 'critical',
};

export const fileStateLooks: Record<FileState, Look> = {
  pending: { label: 'Pending', tone: 'waiting' },
  parsing: { label: 'Parsing', tone: 'active' },
  parsed: { label: 'Parsed', tone: 'good' },
  failed: { label: 'Failed', tone: 'error' },
};
