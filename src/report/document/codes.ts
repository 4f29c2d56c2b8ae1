import type { Language } from '../../language/language.ts';
import { codeText } from '../../text/code-text.ts';
import { formatCount } from '../../text/figure-format.ts';
import type { Report } from '../report-schema.ts';
import { lineBreak, muted, named, outside, type Section, severityBadge } from './document.ts';
import { type Places, placeText } from './places.ts';

const shown = 15;

export function errorCodesSection({ error_codes, omitted }: Report, places: Places): Section {
  const { language } = places;
  const { t } = language;
  const section = {
    id: 'error-codes',
    title: t('Error codes'),
    note: formatCount(error_codes.length + omitted.error_codes),
  };
  if (error_codes.length === 0) {
    return { ...section, blocks: [{ kind: 'paragraph', text: [t('The recordings hold no error codes.')] }] };
  }
  return {
    ...section,
    blocks: [
      {
        kind: 'table',
        caption: t('Error codes, the most severe and frequent first'),
        what: ['code', 'codes'],
        first: shown,
        omitted: omitted.error_codes,
        columns: [
          { head: t('Code'), wide: true },
          { head: t('Severity') },
          { head: t('Count'), numeric: true },
          { head: t('Files'), numeric: true },
        ],
        rows: error_codes.map(
          ({ code, source, severity, message, count, files, first, last, parameters = [] }) => ({
            cells: [
              [
                named(code),
                ' ',
                muted(source),
                ...(message === '' || message === code
                  ? []
                  : [lineBreak, outside(codeText({ source, message }, language))]),
              ],
              [severityBadge(severity, language)],
              [formatCount(count)],
              [formatCount(files)],
            ],
            details: [
              [muted(t('first: ')), ...placeText(first, places)],
              [muted(t('last: ')), ...placeText(last, places)],
              // One line alone is the message.
              ...(parameters.length > 1
                ? [[muted(t('for example: ')), outside(inWords(parameters, language))]]
                : []),
            ],
          }),
        ),
      },
    ],
  };
}

/** `motor_1, 12; motor_2, 9`: the words of one line together. */
function inWords(parameters: string[][], { t }: Language): string {
  return parameters.map((words) => words.join(t(', '))).join(t('; '));
}
