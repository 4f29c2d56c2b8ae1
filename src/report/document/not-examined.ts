import { formatCount } from '../../text/figure-format.ts';
import type { NotExamined, Report } from '../report-schema.ts';
import { joined, muted, outside, type Section, strong, type Text } from './document.ts';

/** No finding does not mean no fault: this section lists what no rule examined. */
export function notExaminedSection({ not_examined, omitted }: Report): Section {
  const items = not_examined?.map(itemOf) ?? olderItems(omitted);
  return {
    id: 'not-examined',
    title: 'Not looked at',
    blocks: [
      items.length === 0
        ? {
            kind: 'paragraph',
            text: ['Nothing: every file was read whole and every topic gave a code, a figure or a log line.'],
          }
        : { kind: 'list', items },
    ],
  };
}

function itemOf({ what, count, reason, names }: NotExamined): Text {
  const more = count - names.length;
  return [
    strong(`${formatCount(count)} ${what}.`),
    ` ${reason}`,
    ...(names.length === 0
      ? []
      : [
          ' ',
          ...joined(
            names.map((name) => [outside(name)]),
            ', ',
          ),
        ]),
    ...(names.length > 0 && more > 0 ? [muted(` and ${formatCount(more)} more`)] : []),
  ];
}

/** Reports older than `not_examined` only contain what their lists left out. */
function olderItems(omitted: Report['omitted']): Text[] {
  return Object.entries(omitted)
    .filter(([, count]) => count > 0)
    .map(([list, count]) => [
      strong(`${formatCount(count)} ${list.replaceAll('_', ' ')}`),
      ' are not listed.',
    ]);
}
