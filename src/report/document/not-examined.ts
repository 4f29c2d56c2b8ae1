import type { Language } from '../../language/language.ts';
import { formatCount } from '../../text/figure-format.ts';
import type { NotExamined, Report } from '../report-schema.ts';
import { joined, muted, outside, type Section, strong, type Text } from './document.ts';

/** No finding does not mean no fault: this section lists what no rule examined. */
export function notExaminedSection({ not_examined, omitted }: Report, language: Language): Section {
  const items = not_examined?.map((one) => itemOf(one, language)) ?? olderItems(omitted, language);
  return {
    id: 'not-examined',
    title: language.t('Not looked at'),
    blocks: [
      items.length === 0
        ? {
            kind: 'paragraph',
            text: [
              language.t(
                'Nothing: every file was read whole and every topic gave a code, a figure or a log line.',
              ),
            ],
          }
        : { kind: 'list', items },
    ],
  };
}

function itemOf({ what, count, reason, names }: NotExamined, { t, parts, ofArgus }: Language): Text {
  const more = count - names.length;
  return [
    ...parts('{first} {second}', {
      first: strong(t('{count} {what}.', { count: formatCount(count), what: ofArgus(what) })),
      second: ofArgus(reason),
    }),
    ...(names.length === 0
      ? []
      : [
          ' ',
          ...joined(
            names.map((name) => [outside(name)]),
            t(', '),
          ),
        ]),
    ...(names.length > 0 && more > 0 ? [muted(t(' and {more} more', { more: formatCount(more) }))] : []),
  ];
}

/** Reports older than `not_examined` only contain what their lists left out. */
function olderItems(omitted: Report['omitted'], { t, ofArgus }: Language): Text[] {
  return Object.entries(omitted)
    .filter(([, count]) => count > 0)
    .map(([list, count]) => [
      strong(t('{count} {what}', { count: formatCount(count), what: ofArgus(list.replaceAll('_', ' ')) })),
      t(' are not listed.'),
    ]);
}
