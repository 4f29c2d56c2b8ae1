import type { ChannelSink, Fields } from './message-sink.ts';

/** Hands one message over; `data` and `flags` as in `ChannelSink`. */
export type HandOver = (timeNs: bigint, offset: number, data: Uint8Array | undefined, flags?: number) => void;

/** Hands messages over whose fields are in their bytes; `decode` is called only if a sink asks for the fields. */
export function handOverBytes(sink: ChannelSink, decode: (data: Uint8Array) => Fields | undefined): HandOver {
  let current: Uint8Array | undefined;
  const fields = () => current && decode(current);
  return (timeNs, offset, data, flags = 0) => {
    current = data;
    sink.message(timeNs, offset, data, fields, flags);
  };
}
