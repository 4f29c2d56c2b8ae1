import { bufferSource } from '../../../src/recordings/bytes/byte-source.ts';
import { openDatabase } from '../../../src/recordings/meaning/dbc/open-database.ts';
import type { MessageSink } from '../../../src/recordings/messages/message-sink.ts';
import { summariseFile } from '../../../src/recordings/summarise-file.ts';
import type { FileSummary } from '../../../src/recordings/summary/file-summary.ts';
import { type Answer, AnswerBuilder } from './answer.ts';
import type { RandomFile } from './random-format.ts';

export interface Ours {
  summary: FileSummary;
  /** Of the messages that are handed over. */
  handedOver: Answer;
}

/** Reads a file with Argus, for its summary and message by message. */
export async function readOurs({ bytes, dbc }: RandomFile): Promise<Ours> {
  let builder = new AnswerBuilder();
  const messages: MessageSink = {
    channel: ({ topic, within }) => ({
      message(timeNs, _offset, data, fields) {
        const size = data?.byteLength ?? 0;
        // Frames inside messages are no messages of their own.
        if (within !== undefined) builder.value(`${topic} bytes`, size);
        else builder.message(topic, timeNs, size);
        for (const [name, value] of Object.entries(fields() ?? {})) builder.value(`${topic} ${name}`, value);
      },
    }),
    restart() {
      builder = new AnswerBuilder();
    },
  };
  const databases = dbc === undefined ? [] : [openDatabase('random.dbc', Buffer.from(dbc))];
  const summary = await summariseFile(bufferSource(bytes), { messages, databases });
  return { summary, handedOver: builder.build() };
}
