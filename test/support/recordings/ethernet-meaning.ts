import { summarise } from './summarise.ts';

/** What the Ethernet traffic in a recording means, without places in the file, which differ between formats. */
export async function meaningOfEthernet(bytes: Uint8Array) {
  const { verdict, span, topics, metrics, codes, message_count } = await summarise(bytes);
  return {
    ...{ verdict, span, message_count },
    topics: topics.map(({ name, type, message_count: count, bytes: size }) => [name, type, count, size]),
    metrics: metrics.map(({ name, source, count, sum_milli }) => [name, source, count, sum_milli]),
    codes: codes.map(({ code, source, count, message }) => [code, source, count, message]),
  };
}
