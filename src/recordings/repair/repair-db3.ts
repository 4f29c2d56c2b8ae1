import type { BagTopic, ChannelSink, MessageChannel } from '../messages/message-sink.ts';
import { Db3Writer } from './db3-writer.ts';
import type { RecordingRepair, RepairOutput } from './recording-repair.ts';

/** Names, types and profiles of topics that are held, in characters: of real bags less than a megabyte. Messages of what does not fit are left out. */
const maxTopicLength = 2 ** 24;

/**
 * Topics and messages as they were, in a new database; messages that were compressed one by one are written unpacked. The table
 * `metadata` stays empty, as after a recorder that was killed: its counts would be those of the damaged bag.
 */
export function repairDb3(output: RepairOutput): RecordingRepair {
  const writer = new Db3Writer(output.path);
  /** What the first reading found is known to the second. */
  const listed = new Map<string, BagTopic>();
  let length = 0;
  let written = new Map<string, number>();

  function write(key: string, topic: BagTopic): number {
    const id = written.get(key) ?? writer.topic(topic);
    written.set(key, id);
    return id;
  }

  function channel({ topic, type, encoding, within }: MessageChannel): ChannelSink | undefined {
    if (within !== undefined) return undefined;
    const key = JSON.stringify([topic, type, encoding]);
    const known = listed.get(key);
    if (!known) return undefined;
    const id = write(key, known);
    return {
      message(timeNs, _offset, data) {
        // Times are signed in a bag.
        if (data) writer.message(id, BigInt.asIntN(64, timeNs), data);
      },
    };
  }

  return {
    sink: {
      channel,
      bagTopic(topic) {
        const { name, type, serializationFormat, offeredQosProfiles } = topic;
        const key = JSON.stringify([name, type, serializationFormat]);
        if (!listed.has(key)) {
          length += key.length + offeredQosProfiles.length;
          if (length > maxTopicLength) return;
          listed.set(key, topic);
        }
        write(key, topic);
      },
      restart() {
        writer.restart(() => output.truncate(0));
        written = new Map();
      },
    },
    end({ message_count, versions }) {
      for (const [key, topic] of listed) write(key, topic);
      const distribution = versions.find(({ component }) => component === 'ros_distro');
      writer.end(distribution?.version ?? '');
      // Those that are not whole, and those whose topic is lost.
      return { messages: writer.messages, leftOut: message_count - writer.messages, attachments: 0 };
    },
    close: () => writer.close(),
  };
}
