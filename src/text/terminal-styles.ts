import type { styleText } from 'node:util';
import type { Severity } from '../domain/severity.ts';

export type Style = Parameters<typeof styleText>[0];

export const severityStyles: Record<Severity | 'ok', Style> = {
  ok: ['green', 'bold'],
  info: 'cyan',
  warning: 'yellow',
  error: ['red', 'bold'],
  critical: ['magenta', 'bold'],
};
