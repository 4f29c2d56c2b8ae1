import type { AlertMessage, StoredAlert } from '../domain/alert.ts';
import { english, type Language } from '../language/language.ts';
import { alertIn } from './alert-in.ts';
import { reportUrl } from './alert-links.ts';

/** What a webhook gets; beside the message the members that every event has. */
export type AlertBody = AlertMessage & {
  event_type: 'FindingAlert';
  event_id: string;
  batch_id: string;
  run: number;
  timestamp: string;
  subscription_id: string;
  report_url: string | null;
};

export function alertBody(
  stored: StoredAlert,
  publicUrl: string | undefined,
  language: Language = english,
): AlertBody {
  const alert = alertIn(language, stored);
  const { id, subscription_id, batch_id, run, created_at, message } = alert;
  return {
    event_type: 'FindingAlert',
    event_id: id,
    batch_id,
    run,
    timestamp: created_at,
    subscription_id,
    report_url: reportUrl(publicUrl, alert) ?? null,
    ...message,
  };
}
