import { defineRule, evidenceAt, plural, quote } from '../rule.ts';

export const outOfOrder = defineRule({
  id: 'out-of-order',
  version: 1,
  question: 'Did times on a topic run backwards?',
  thresholds: {
    least: {
      value: 10,
      unit: '',
      source: 'a few swapped messages are ordinary with several senders on one topic',
    },
    warning: {
      value: 1,
      unit: '%',
      source: 'from here on, filters that rely on the order of messages drop data',
    },
  },
  likely_cause:
    'A clock was set back while recording, or several senders with different clocks share the topic.',
  advice: 'Check time synchronisation (NTP, PTP, GPS) of the computers that send on these topics.',
  evaluate: ({ topics }, limits) => {
    const disordered = topics
      .filter((topic) => topic.out_of_order >= limits.least)
      .map((topic) => ({ topic, percent: (100 * topic.out_of_order) / topic.message_count }))
      .sort((a, b) => b.percent - a.percent);
    const worst = disordered[0];
    if (!worst) return [];
    return [
      {
        severity: worst.percent >= limits.warning ? 'warning' : 'info',
        title: `Times run backwards on ${disordered.length === 1 ? quote(worst.topic.name) : plural(disordered.length, 'topic')}`,
        description: `${plural(worst.topic.out_of_order, 'message')} of ${worst.topic.message_count.toLocaleString('en-US')} on ${quote(worst.topic.name)} (${worst.percent.toFixed(1)} %) are earlier than the message before.`,
        evidence: disordered.flatMap(({ topic }) =>
          topic.out_of_order_at
            ? [
                evidenceAt(topic.out_of_order_at, {
                  count: topic.out_of_order_at.count,
                  detail: 'most of them in this file',
                }),
              ]
            : [],
        ),
      },
    ];
  },
});
