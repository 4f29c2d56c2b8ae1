import { plural } from '../../domain/plural.ts';
import { quote } from '../../text/wording.ts';
import { busOf, tableTopic } from '../gather/senders.ts';
import { defineRule, evidenceAt } from '../rule.ts';

export const outOfOrder = defineRule({
  id: 'out-of-order',
  version: 6,
  question: 'On which topics do messages come out of order?',
  severities: ['info', 'warning'],
  basis: 'measured',
  thresholds: {
    least: {
      value: 10,
      unit: '',
      source: 'a few swapped messages are ordinary with several senders on one topic',
    },
    together: {
      value: 3,
      unit: '',
      source:
        'one or two topics stamp their messages so by design; more share a cause. Identifiers of buses are stamped as they arrive, sentences of a receiver (NMEA 0183) by its own clock, rows of a table as they are written: one is enough',
    },
    disordered: {
      value: 1,
      unit: '%',
      source: 'of a file; from here on, filters that rely on the order of messages drop data',
    },
  },
  likely_cause: 'Several senders share the topic, or its messages bear the time of an earlier measurement.',
  advice: 'If readers of the topic rely on the order, sort by time; otherwise there is nothing to repair.',
  evaluate: ({ topics }, limits) => {
    const found = topics
      .flatMap(({ name, type, out_of_order, out_of_order_at: at }) =>
        at && out_of_order >= limits.least
          ? [{ name, type, at, percent: (100 * at.count) / at.messages }]
          : [],
      )
      .sort((a, b) => b.percent - a.percent);
    const worst = found[0];
    if (!worst) return [];
    const { name, at, percent } = worst;
    const disordered = found.filter((one) => one.percent >= limits.disordered);
    const onBus = disordered.some((one) => busOf(one.name) !== undefined);
    const ofReceiver = disordered.some(({ type }) => type.startsWith('NMEA 0183'));
    const ofTable = disordered.some((one) => one.name === tableTopic);
    const many = disordered.length >= limits.together || onBus || ofReceiver || ofTable;
    return [
      {
        severity: many ? 'warning' : 'info',
        title: `Messages out of order on ${found.length === 1 ? quote(name) : plural(found.length, 'topic')}`,
        description: `In ${quote(at.file_name)}, ${at.count.toLocaleString('en-US')} of ${plural(at.messages, 'message')} on ${quote(name)} (${percent.toFixed(1)} %) are earlier than the one before.`,
        evidence: found.map((one) =>
          evidenceAt(one.at, {
            count: one.at.count,
            detail: 'the first of the messages out of order in this file',
          }),
        ),
        ...(ofReceiver && ofSentences),
        ...((onBus || ofTable) && ofLogger),
      },
    ];
  },
});

/** A receiver sends its sentences in the order of its fixes. */
const ofSentences = {
  likely_cause:
    'Two receivers are in one log, or a program wrote the times anew and garbled them, as without their leading zeros.',
  advice:
    'Record what each receiver sends, unchanged, in a log of its own; do not rely on speeds and distances from this one.',
};

/** One receiver stamps the frames of a bus in the order in which they arrive. */
const ofLogger = {
  likely_cause:
    'The clock of the logger is wrong: its count is put together from parts that do not belong together, or begins anew.',
  advice:
    'Do not rely on rates, gaps or the order of events of this recording; correct the clock of the logger.',
};
