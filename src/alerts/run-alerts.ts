import type { Logger } from 'pino';
import type { StoredAlert } from '../domain/alert.ts';
import type { Language } from '../language/language.ts';
import type { AlertBacklog, AlertQueue, AlertStore } from '../stores/postgres/alerts.ts';
import { type Mailer, MailRefusedError } from '../stores/smtp.ts';
import { giveUpHours, retryPause } from '../webhooks/retry-pause.ts';
import { runDeliveries } from '../webhooks/run-deliveries.ts';
import { signedHeaders } from '../webhooks/sign.ts';
import { alertBody } from './alert-body.ts';
import { alertMail } from './alert-mail.ts';

export interface AlertDeps {
  alerts: Pick<AlertStore, 'due' | 'waiting' | 'delivered' | 'failed' | 'refused'>;
  /** @throws Error unless the endpoint took the message. */
  post(url: string, body: string, headers: Record<string, string>): Promise<void>;
  /** Undefined without a mail server. */
  mailer: Pick<Mailer, 'send'> | undefined;
  publicUrl: string | undefined;
  /** Of what messages say to people. */
  language: Language;
  onOutcome(channel: AlertBacklog['channel'], outcome: 'delivered' | 'failed' | 'dead', count: number): void;
  logger: Pick<Logger, 'warn' | 'debug'>;
}

/** Delivers the alerts that wait, in order for each subscription. */
export function runAlerts(deps: AlertDeps, signal: AbortSignal): Promise<void> {
  const { alerts, onOutcome, logger } = deps;
  return runDeliveries<AlertQueue, StoredAlert>(
    {
      what: 'alerts',
      due: alerts.due,
      nameOf: ({ id }) => id,
      receiverOf: ({ id }) => id,
      waiting: alerts.waiting,
      send: (queue, alert) => send(deps, queue, alert),
      delivered: (_queue, alert) => alerts.delivered(alert),
      async failed(queue, alert, said, error) {
        if (!(error instanceof MailRefusedError))
          return alerts.failed(queue, said, retryPause(queue.attempts + 1), giveUpHours);
        await alerts.refused(alert, said);
        return 1;
      },
      loggedOf: ({ id }) => ({ subscription_id: id }),
      onOutcome: ({ email }, outcome, count) =>
        onOutcome(email === null ? 'webhook' : 'email', outcome, count),
      logger,
    },
    signal,
  );
}

async function send(
  { post, mailer, publicUrl, language }: AlertDeps,
  { url, secret, email }: AlertQueue,
  alert: StoredAlert,
): Promise<void> {
  if (url !== null && secret !== null) {
    const body = JSON.stringify(alertBody(alert, publicUrl, language));
    await post(url, body, signedHeaders(secret, alert.id, new Date(), body));
  } else if (email !== null) {
    if (!mailer) throw new Error('there is no mail server: set SMTP_URL, MAIL_FROM and PUBLIC_URL');
    await mailer.send({
      ...alertMail(alert, publicUrl, language),
      to: email,
      id: alert.id,
      at: new Date(alert.created_at),
    });
  }
}
