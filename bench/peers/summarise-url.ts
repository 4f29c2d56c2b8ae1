import { httpSource } from '../../src/recordings/bytes/sources/http-source.ts';
import { summariseFile } from '../../src/recordings/summarise-file.ts';
import { ownProcessorSeconds } from '../processor-time.ts';

/**
 * Reads the object behind a URL into its summary: `node summarise-url.ts URL BYTES`. Prints the result, its time, and the peak
 * memory of the process in the first and the second half of the time.
 */
const [url = '', bytes = '0'] = process.argv.slice(2);
const samples: number[] = [];
const timer = setInterval(() => samples.push(process.memoryUsage().rss / 1e6), 50);
const [started, used] = [performance.now(), ownProcessorSeconds()];
const { verdict, message_count } = await summariseFile(httpSource(url, Number(bytes)));
const seconds = (performance.now() - started) / 1000;
clearInterval(timer);
const half = Math.ceil(samples.length / 2);
console.log(
  JSON.stringify({
    code: verdict.code,
    messages: message_count,
    seconds,
    processor_seconds: ownProcessorSeconds() - used,
    first_half_mb: Math.max(...samples.slice(0, half)),
    second_half_mb: Math.max(...samples.slice(half)),
  }),
);
