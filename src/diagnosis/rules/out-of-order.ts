import { defineRule, evidenceAt, plural, quote } from '../rule.ts';

export const outOfOrder = defineRule({
  id: 'out-of-order',
  version: 1,
  question: 'On which topics do messages come out of order?',
  severities: ['info', 'warning'],
  thresholds: {
    least: {
      value: 10,
      unit: '',
      source: 'a few swapped messages are ordinary with several senders on one topic',
    },
    together: {
      value: 3,
      unit: '',
      source: 'one or two topics stamp their messages so by design; more share a cause',
    },
    disordered: {
      value: 1,
      unit: '%',
      source: 'from here on, filters that rely on the order of messages drop data',
    },
  },
  likely_cause: 'Several senders share the topic, or its messages bear the time of an earlier measurement.',
  advice: 'If readers of the topic rely on the order, sort by time; otherwise there is nothing to repair.',
  evaluate: ({ topics }, limits) => {
    const found = topics
      .filter((topic) => topic.out_of_order >= limits.least)
      .map((topic) => ({ topic, percent: (100 * topic.out_of_order) / topic.message_count }))
      .sort((a, b) => b.percent - a.percent);
    const worst = found[0];
    if (!worst) return [];
    const many = found.filter(({ percent }) => percent >= limits.disordered).length >= limits.together;
    return [
      {
        severity: many ? 'warning' : 'info',
        title: `Messages out of order on ${found.length === 1 ? quote(worst.topic.name) : plural(found.length, 'topic')}`,
        description: `${worst.topic.out_of_order.toLocaleString('en-US')} of ${plural(worst.topic.message_count, 'message')} on ${quote(worst.topic.name)} (${worst.percent.toFixed(1)} %) are earlier than the one before.`,
        evidence: found.flatMap(({ topic: { out_of_order_at: at } }) =>
          at ? [evidenceAt(at, { count: at.count, detail: 'messages out of order in this file' })] : [],
        ),
      },
    ];
  },
});
