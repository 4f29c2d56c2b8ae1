import type { Config } from '../config.ts';
import { createMailer } from '../stores/smtp.ts';
import { codeOf, type Examination } from './check.ts';

/** Whether the mail server takes the settings, where one is set. Sends nothing. */
export function examineMail(config: Config): Examination[] {
  const mailer = createMailer(config);
  if (!mailer) return [];
  return [
    {
      subject: 'mail',
      adviceOnError: (error) =>
        advices[codeOf(error)] ??
        'Is the mail server up there? See SMTP_URL. Until then alerts by e-mail wait, for 24 hours.',
      async examine(find) {
        await mailer.verify();
        find('ok', `${config.SMTP_URL} takes mail from ${config.MAIL_FROM}`);
      },
    },
  ];
}

/** By nodemailer's codes. */
const advices: Readonly<Record<string, string>> = {
  EAUTH: 'SMTP_USER and SMTP_PASSWORD are not those of the server.',
  ETLS:
    'It offers no STARTTLS, or its certificate is not trusted: NODE_EXTRA_CA_CERTS names an authority of your own, ' +
    'SMTP_ALLOW_PLAIN=true lets mail go without TLS inside a network that you trust.',
};
