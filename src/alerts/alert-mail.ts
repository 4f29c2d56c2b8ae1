import { alertHours, type StoredAlert } from '../domain/alert.ts';
import type { Severity } from '../domain/severity.ts';
import { english, type Language } from '../language/language.ts';
import { html } from '../report/html/html.ts';
import { plainText, shortenAtWord } from '../text/plain-text.ts';
import { wrap } from '../text/wrap.ts';
import { alertIn } from './alert-in.ts';
import { reportUrl } from './alert-links.ts';

export interface AlertMail {
  subject: string;
  text: string;
  html: string;
}

type Finding = StoredAlert['message']['findings'][number];

/** Characters; most programs show less of a subject. */
const subjectLength = 120;
/** Columns of the text; RFC 5322 (2.1.1) asks for lines of at most 78 characters. */
const columns = 76;

/** A message about findings as people read it, in text and in HTML. Whatever a recording says is one line without controls, and no markup. */
export function alertMail(
  stored: StoredAlert,
  publicUrl: string | undefined,
  language: Language = english,
): AlertMail {
  const alert = alertIn(language, stored);
  const url = reportUrl(publicUrl, alert);
  return {
    subject: subjectOf(alert, language),
    text: textOf(alert, url, language),
    html: htmlOf(alert, url, language),
  };
}

function subjectOf(
  { message: { vehicle_id, findings, more_findings } }: StoredAlert,
  { t }: Language,
): string {
  const [worst] = findings;
  const others = findings.length - 1 + more_findings;
  const title =
    worst === undefined ? '' : t('{severity}: {title}', { severity: t(worst.severity), title: worst.title });
  const more = others > 0 ? t(' (and {others} more)', { others }) : '';
  return shortenAtWord(plainText(`[Argus] ${vehicle_id}: ${title}`), subjectLength - more.length) + more;
}

/** What the mail is about, in a sentence. */
function headline(
  { message: { vehicle_id: vehicle, vin, platform, findings: told, more_findings } }: StoredAlert,
  { t, count }: Language,
): string {
  const values = { findings: count(told.length + more_findings, 'finding'), vehicle, vin };
  return platform === null
    ? t('{findings} in the recordings of vehicle {vehicle} (VIN {vin}).', values)
    : t('{findings} in the recordings of vehicle {vehicle} (VIN {vin}, platform {platform}).', {
        ...values,
        platform,
      });
}

/** Why it was sent, and how it ends. */
function footer({ subscription_id: subscription }: StoredAlert, { t }: Language): string {
  return t(
    'A finding is told once in {hours} hours for each platform, unless it becomes more severe. To get no more of these messages, ask an operator to delete subscription {subscription}.',
    { hours: alertHours, subscription },
  );
}

const moreSentence = (count: number, { t, more }: Language): string | undefined =>
  count === 0 ? undefined : t('{more} in the report.', { more: more(count, 'finding') });

function textOf(alert: StoredAlert, url: string | undefined, language: Language): string {
  const { findings, more_findings, verdict } = alert.message;
  const { t } = language;
  const paragraphs = [
    wrapped(headline(alert, language), verdict.sentence),
    ...findings.map(({ severity, title, ...finding }) =>
      wrapped(
        t('{severity}: {title}', { severity: t(severity).toUpperCase(), title }),
        ...linesOf(finding, language),
      ),
    ),
    moreSentence(more_findings, language),
    // On a line of its own, so that no program breaks it.
    url && t('Report: {url}', { url }),
    wrapped(footer(alert, language)),
  ];
  return `${paragraphs.filter((one) => one !== undefined).join('\n\n')}\n`;
}

/** Each sentence begins on a line of its own. */
function wrapped(...sentences: string[]): string {
  return sentences.flatMap((one) => wrap(plainText(one), columns)).join('\n');
}

/** Sentences about a finding, below its title. */
function linesOf(
  {
    description,
    likely_cause: cause,
    advice,
    codes = [],
    reports_since,
  }: Omit<Finding, 'severity' | 'title' | 'rule'>,
  { t, count }: Language,
): string[] {
  return [
    description,
    t('Likely cause: {cause}', { cause }),
    t('What to do: {advice}', { advice }),
    ...(codes.length === 0 ? [] : [t('Codes: {codes}', { codes: codes.join(', ') })]),
    ...(reports_since === 0
      ? []
      : [t('Also in {reports} since it was last told.', { reports: count(reports_since, 'report') })]),
  ];
}

/** Dark enough on white for small text (WCAG 2.2, 1.4.3). */
const colours: Record<Severity, string> = {
  info: '#475569',
  warning: '#92400e',
  error: '#b91c1c',
  critical: '#86198f',
};

/** Styles stand in attributes, since mail programs drop style sheets. */
function htmlOf(alert: StoredAlert, url: string | undefined, language: Language): string {
  const { t } = language;
  const { findings, more_findings, verdict } = alert.message;
  const more = moreSentence(more_findings, language);
  return html`<!doctype html>
<html lang="${language.locale}"><head><meta charset="utf-8"><title>${subjectOf(alert, language)}</title></head>
<body style="font-family:sans-serif;line-height:1.45;color:#0f172a;background:#ffffff;max-width:44em">
<p>${headline(alert, language)}<br><strong>${verdict.sentence}</strong></p>
${findings.map(
  (
    finding,
  ) => html`<h2 style="font-size:1.05em;margin:1.4em 0 .3em"><span style="color:${colours[finding.severity]}">${t(finding.severity)}</span> ${finding.title}</h2>
${linesOf(finding, language).map((line) => html`<p style="margin:.2em 0">${line}</p>`)}
`,
)}
${more && html`<p>${more}</p>`}
${url && html`<p><a href="${url}">${t('Open the report')}</a></p>`}
<p style="font-size:.85em;color:#475569">${footer(alert, language)}</p>
</body></html>
`.markup;
}
