import type { ChannelSink, MessageChannel } from '../messages/message-sink.ts';
import { BagWriter } from './bag-writer.ts';
import type { RecordingRepair, RepairOutput } from './recording-repair.ts';
import { ros1Md5 } from './ros1-md5.ts';

/** Seconds have 32 bits. */
const latestNs = 2n ** 32n * 1_000_000_000n;

/** Connections and messages as they were, in new chunks with indexes. Times beyond 32 bits of seconds are left out. */
export function repairBag(output: RepairOutput): RecordingRepair {
  const writer = new BagWriter(output);
  const connections = new Map<string, number>();
  let leftOut = 0;

  function channel({ topic, type, schema, within }: MessageChannel): ChannelSink | undefined {
    if (within !== undefined) return undefined;
    const definition = Buffer.from(schema?.data ?? []).toString();
    const key = JSON.stringify([topic, type, definition]);
    const id =
      connections.get(key) ??
      writer.addConnection({ topic, type, md5sum: ros1Md5(type, definition), definition });
    connections.set(key, id);
    return {
      message(timeNs, _offset, data) {
        if (data && timeNs >= 0n && timeNs < latestNs) writer.message(id, timeNs, data);
        else leftOut += 1;
      },
    };
  }

  return {
    sink: {
      channel,
      restart() {
        writer.restart();
        leftOut = 0;
      },
    },
    end() {
      writer.end();
      return { messages: writer.messages, leftOut, attachments: 0 };
    },
  };
}
