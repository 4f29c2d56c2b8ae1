import { alertHours, type StoredAlert, saidSince } from '../domain/alert.ts';
import { plural } from '../domain/plural.ts';
import type { Severity } from '../domain/severity.ts';
import { html } from '../report/html/html.ts';
import { plainText, shortenAtWord } from '../text/plain-text.ts';
import { wrap } from '../text/wrap.ts';
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
export function alertMail(alert: StoredAlert, publicUrl: string | undefined): AlertMail {
  const url = reportUrl(publicUrl, alert);
  return { subject: subjectOf(alert), text: textOf(alert, url), html: htmlOf(alert, url) };
}

function subjectOf({ message: { vehicle_id, findings, more_findings } }: StoredAlert): string {
  const [worst] = findings;
  const others = findings.length - 1 + more_findings;
  const title = worst === undefined ? '' : `${worst.severity}: ${worst.title}`;
  const more = others > 0 ? ` (and ${others} more)` : '';
  return shortenAtWord(plainText(`[Argus] ${vehicle_id}: ${title}`), subjectLength - more.length) + more;
}

/** What the mail is about, in a sentence. */
function headline({ message: { vehicle_id, vin, platform, findings, more_findings } }: StoredAlert): string {
  const of = platform === null ? '' : `, platform ${platform}`;
  const count = plural(findings.length + more_findings, 'finding');
  return `${count} in the recordings of vehicle ${vehicle_id} (VIN ${vin}${of}).`;
}

/** Why it was sent, and how it ends. */
function footer({ subscription_id }: StoredAlert): string {
  return (
    `A finding is told once in ${alertHours} hours for each platform, unless it becomes more severe. ` +
    `To get no more of these messages, ask an operator to delete subscription ${subscription_id}.`
  );
}

const moreSentence = (more: number): string | undefined =>
  more === 0 ? undefined : `${plural(more, 'more finding')} in the report.`;

function textOf(alert: StoredAlert, url: string | undefined): string {
  const { findings, more_findings, verdict } = alert.message;
  const paragraphs = [
    wrapped(headline(alert), verdict.sentence),
    ...findings.map((finding) =>
      wrapped(`${finding.severity.toUpperCase()}: ${finding.title}`, ...linesOf(finding)),
    ),
    moreSentence(more_findings),
    // On a line of its own, so that no program breaks it.
    url && `Report: ${url}`,
    wrapped(footer(alert)),
  ];
  return `${paragraphs.filter((one) => one !== undefined).join('\n\n')}\n`;
}

/** Each sentence begins on a line of its own. */
function wrapped(...sentences: string[]): string {
  return sentences.flatMap((one) => wrap(plainText(one), columns)).join('\n');
}

/** Sentences about a finding, below its title. */
function linesOf({ description, likely_cause, advice, codes, reports_since }: Finding): string[] {
  const since = saidSince(reports_since);
  return [
    description,
    `Likely cause: ${likely_cause}`,
    `What to do: ${advice}`,
    ...(codes === undefined || codes.length === 0 ? [] : [`Codes: ${codes.join(', ')}`]),
    ...(since === undefined ? [] : [since]),
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
function htmlOf(alert: StoredAlert, url: string | undefined): string {
  const { findings, more_findings, verdict } = alert.message;
  const more = moreSentence(more_findings);
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${subjectOf(alert)}</title></head>
<body style="font-family:sans-serif;line-height:1.45;color:#0f172a;background:#ffffff;max-width:44em">
<p>${headline(alert)}<br><strong>${verdict.sentence}</strong></p>
${findings.map(
  (
    finding,
  ) => html`<h2 style="font-size:1.05em;margin:1.4em 0 .3em"><span style="color:${colours[finding.severity]}">${finding.severity}</span> ${finding.title}</h2>
${linesOf(finding).map((line) => html`<p style="margin:.2em 0">${line}</p>`)}
`,
)}
${more && html`<p>${more}</p>`}
${url && html`<p><a href="${url}">Open the report</a></p>`}
<p style="font-size:.85em;color:#475569">${footer(alert)}</p>
</body></html>
`.markup;
}
