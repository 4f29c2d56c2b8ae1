import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { createKafka } from '../stores/kafka.ts';
import type { Examination } from './check.ts';

export function examineKafka(config: Config, logger: Logger): Examination {
  return {
    subject: 'kafka',
    adviceOnError: () =>
      `Is a broker up at ${config.KAFKA_BROKERS.join(', ')}, and does it announce an address that can be reached from here? See KAFKA_BROKERS. Events wait in PostgreSQL.`,
    async examine(find) {
      const admin = createKafka(config, logger, 'argus-doctor').kafka.admin({ retry: { retries: 1 } });
      await admin.connect();
      try {
        const { brokers } = await admin.describeCluster();
        find(
          'ok',
          `${brokers.length} broker${brokers.length === 1 ? '' : 's'}: ${brokers.map(({ host, port }) => `${host}:${port}`).join(', ')}`,
        );
        const present = await admin.listTopics();
        for (const topic of [config.KAFKA_TOPIC, config.KAFKA_DLQ_TOPIC]) {
          if (!present.includes(topic)) {
            find(
              'warning',
              `there is no topic ${topic}`,
              'The relay makes it when it starts, if it may; else create it.',
            );
            continue;
          }
          const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
          const partitions = topics[0]?.partitions ?? [];
          const headless = partitions.filter(({ leader }) => leader < 0).length;
          if (headless > 0)
            find(
              'trouble',
              `${headless} of ${partitions.length} partitions of ${topic} have no leader`,
              'Brokers of its replicas are away: start them.',
            );
          else find('ok', `topic ${topic} with ${partitions.length} partitions`);
        }
      } finally {
        await admin.disconnect();
      }
    },
  };
}
