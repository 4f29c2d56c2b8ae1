import { createServer } from 'node:http';

/** Receives traces and discards them: `node bench/otlp-sink.ts PORT`. */
createServer((request, response) => {
  request.resume().on('end', () => response.end('{}'));
}).listen(Number(process.argv[2]), '127.0.0.1', () => process.stdout.write('listening\n'));
