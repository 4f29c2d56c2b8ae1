import type { Verdict } from '../../domain/verdict.ts';
import type { ByteSource } from '../bytes/byte-source.ts';
import { handOverFile } from '../hand-over-file.ts';
import type { CanDatabase } from '../meaning/dbc/can-database.ts';
import type { ClockKind, FileSummary } from '../summary/file-summary.ts';
import { LeftOut, type LeftOutMessages } from './left-out.ts';
import { type McapOutput, McapWriter } from './mcap/mcap-writer.ts';
import { McapSink } from './mcap-sink.ts';

export interface McapInput {
  name: string;
  source: ByteSource;
  /** Added to every time, in nanoseconds. */
  shiftNs?: bigint | undefined;
}

export interface WriteMcapOptions {
  /** `argus` and its version. */
  library: string;
  databases?: readonly CanDatabase[] | undefined;
  signal?: AbortSignal | undefined;
  /** Of the topics of the recordings, or of their CAN buses; all by default. */
  wants?: ((topic: string) => boolean) | undefined;
  /** Both ends included, on the clock of the file that is written. */
  window?: { fromNs: bigint; toNs: bigint } | undefined;
  /** Called last, to add messages that are in no recording. */
  finish?: ((sink: McapSink) => void) | undefined;
}

export interface WrittenRecording {
  name: string;
  /** Both undefined if only a part of the recording was read, by its index. */
  format: string | undefined;
  verdict: Verdict | undefined;
  /** That were read. */
  messages: number;
  /** Undefined without believable times. */
  clock: ClockKind | undefined;
  shiftNs: bigint;
  /** Files inside the recording, which the MCAP does not have. */
  attachments: number;
}

export interface WrittenMcap {
  messages: number;
  recordings: WrittenRecording[];
  leftOut: LeftOutMessages[];
}

/**
 * Writes recordings of any format as one MCAP: one recording after another, each in the order of its file, indexed by
 * time. Of damaged recordings what can be read. Memory holds one chunk and the indexes.
 * @throws SourceError, the reason of an aborted `signal`, and what `output` throws.
 */
export async function writeMcap(
  inputs: readonly McapInput[],
  output: McapOutput,
  options: WriteMcapOptions,
): Promise<WrittenMcap> {
  const writer = new McapWriter({ profile: '', library: options.library }, output);
  const sink = new McapSink(writer);
  const recordings: WrittenRecording[] = [];
  for (const input of inputs) recordings.push(await writeOne(input, writer, sink, options));
  options.finish?.(sink);
  const leftOut = sink.leftOut.list();
  writer.metadata('argus', {
    recordings: JSON.stringify(recordings.map((one) => ({ ...one, shiftNs: String(one.shiftNs) }))),
    left_out: JSON.stringify(leftOut),
  });
  writer.end();
  return { messages: writer.messages, recordings, leftOut };
}

async function writeOne(
  { name, source, shiftNs = 0n }: McapInput,
  writer: McapWriter,
  sink: McapSink,
  { databases = [], signal, wants, window }: WriteMcapOptions,
): Promise<WrittenRecording> {
  let counted = new LeftOut();
  const open = () => sink.recording({ wants, window, shiftNs, leftOut: counted });
  const takeBack = writer.checkpoint();
  let recording = open();
  let handedOver = 0;
  const summary = await handOverFile(source, {
    window: window && { fromNs: window.fromNs - shiftNs, toNs: window.toNs - shiftNs },
    databases,
    signal,
    messages: {
      channel: (channel) => {
        const target = recording.channel(channel);
        const isInAnother = channel.within !== undefined;
        return (
          target && {
            message(...message) {
              if (!isInAnother) handedOver += 1;
              target.message(...message);
            },
          }
        );
      },
      log: (line, timeNs, offset) => recording.log?.(line, timeNs, offset),
      restart: () => {
        takeBack();
        counted = new LeftOut();
        handedOver = 0;
        recording = open();
      },
    },
  });
  const only = (summary?.message_count ?? 0) - handedOver;
  if (only > 0 && !wants) counted.count('', 'counted_only', only);
  sink.leftOut.addAll(counted);
  const { format, verdict, message_count: messages, span } = summary ?? {};
  return {
    name,
    format,
    verdict,
    messages: messages ?? handedOver,
    clock: span?.clock,
    shiftNs,
    attachments: summary ? attachmentsOf(summary) : 0,
  };
}

function attachmentsOf({ attachments, omitted, members = [] }: FileSummary): number {
  const inside = members.reduce((sum, { summary }) => sum + attachmentsOf(summary), 0);
  return attachments.length + omitted.attachments + inside;
}
