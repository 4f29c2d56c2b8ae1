import { createTransport } from 'nodemailer';
import type { Config } from '../config.ts';

export interface Mail {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** The same for each attempt: programs drop repeats by it. */
  id: string;
  at: Date;
}

type MailConfig = Pick<
  Config,
  'SMTP_URL' | 'SMTP_USER' | 'SMTP_PASSWORD' | 'SMTP_ALLOW_PLAIN' | 'MAIL_FROM' | 'PUBLIC_URL'
>;

/** What RFC 5321 (4.5.3.2) allows is minutes; a message that fails is tried again. */
const timeouts = {
  connectionTimeout: 5_000,
  dnsTimeout: 5_000,
  greetingTimeout: 10_000,
  socketTimeout: 20_000,
};

/** The server did not take a message, and will not (5xx, RFC 5321 4.2.1): this address, or this text. */
export class MailRefusedError extends Error {
  override name = 'MailRefusedError';
}

/**
 * Sends mail by SMTP; undefined where no server is set. Certificates are checked by the authorities that Node knows
 * (`NODE_EXTRA_CA_CERTS` adds others).
 * @param authorities in their place, as PEM
 */
export function createMailer(
  { SMTP_URL, SMTP_USER, SMTP_PASSWORD, SMTP_ALLOW_PLAIN, MAIL_FROM }: MailConfig,
  authorities?: string,
) {
  if (SMTP_URL === undefined || MAIL_FROM === undefined) return undefined;
  const { protocol, hostname, port } = new URL(SMTP_URL);
  const secure = protocol === 'smtps:';
  const transport = createTransport({
    host: hostname.replace(/^\[|\]$/g, ''),
    ...(port !== '' && { port: Number(port) }),
    secure,
    // By STARTTLS, before anything is said.
    requireTLS: !secure && !SMTP_ALLOW_PLAIN,
    ...(SMTP_USER !== undefined && { auth: { user: SMTP_USER, pass: SMTP_PASSWORD ?? '' } }),
    ...(authorities !== undefined && { tls: { ca: authorities } }),
    ...timeouts,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = MAIL_FROM.slice(MAIL_FROM.lastIndexOf('@') + 1);

  return {
    /** @throws MailRefusedError when another attempt cannot help, Error otherwise. */
    async send({ to, subject, text, html, id, at }: Mail): Promise<void> {
      try {
        await transport.sendMail({
          from: { name: 'Argus', address: MAIL_FROM },
          to: { name: '', address: to },
          subject,
          text,
          html,
          date: at,
          messageId: `<${id}@${domain}>`,
          // RFC 3834 (5): nobody answers by machine.
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
      } catch (error) {
        throw refusal(error) ?? error;
      }
    },
    /** Connects and logs in; sends nothing. */
    async verify(): Promise<void> {
      await transport.verify();
    },
  };
}

export type Mailer = NonNullable<ReturnType<typeof createMailer>>;

/** Of what was said to the envelope or to the message itself: a failed login is no fault of either. */
function refusal(error: unknown): MailRefusedError | undefined {
  if (!(error instanceof Error) || !('responseCode' in error) || !('code' in error)) return undefined;
  if (!/^(EENVELOPE|EMESSAGE)$/.test(String(error.code)) || Number(error.responseCode) < 500)
    return undefined;
  return new MailRefusedError(error.message, { cause: error });
}
