import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, request } from 'node:http';
import { Client } from 'minio';

/**
 * bench/peers/bare-upload.ts PORT HOST:PORT BUCKET KEY SECRET: the least that a server in Node can do to take an upload, hash it and store it.
 * Every request is a file whose length is known: each chunk goes into SHA-256 and on to a presigned part as it came, uncopied. No
 * rows, no checks, no resuming, one part at a time.
 */
const [port = '', store = '', bucket = '', accessKey = '', secretKey = ''] = process.argv.slice(2);
const [endPoint = '', storePort] = store.split(':');
const client = new Client({
  endPoint,
  port: Number(storePort),
  useSSL: false,
  accessKey,
  secretKey,
  region: 'us-east-1',
});
/** As Argus and tusd have it for files of 1 GiB. */
const partBytes = 8 * 1024 * 1024;
const agent = new Agent({ keepAlive: true });
const signedSeconds = 3_600;

function openPut(url: string, bytes: number) {
  const sent = request(url, { method: 'PUT', agent, headers: { 'content-length': bytes } });
  const answered = once(sent, 'response') as Promise<[IncomingMessage]>;
  return {
    sent,
    async etag(): Promise<string> {
      sent.end();
      const [response] = await answered;
      response.resume();
      if (response.statusCode !== 200) throw new Error(`the store answered ${response.statusCode}`);
      return response.headers.etag ?? '';
    },
  };
}

async function storeFile(body: IncomingMessage, key: string, length: number): Promise<string> {
  const hash = createHash('sha256');
  const isWhole = length <= partBytes;
  const uploadId = isWhole ? '' : await client.initiateNewMultipartUpload(bucket, key, {});
  const parts: { part: number; etag: string }[] = [];
  const begin = async () => {
    const partNumber = `${parts.length + 1}`;
    const query = isWhole ? {} : { uploadId, partNumber };
    const url = await client.presignedUrl('PUT', bucket, key, signedSeconds, query);
    return openPut(url, Math.min(partBytes, length - parts.length * partBytes));
  };
  let put = await begin();
  let room = partBytes;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    hash.update(chunk);
    for (let at = 0; at < chunk.length; ) {
      const bytes = chunk.subarray(at, at + room);
      at += bytes.length;
      room -= bytes.length;
      if (!put.sent.write(bytes)) await once(put.sent, 'drain');
      if (room > 0 || parts.length * partBytes + partBytes >= length) continue;
      parts.push({ part: parts.length + 1, etag: await put.etag() });
      put = await begin();
      room = partBytes;
    }
  }
  parts.push({ part: parts.length + 1, etag: await put.etag() });
  if (!isWhole) await client.completeMultipartUpload(bucket, key, uploadId, parts);
  return hash.digest('hex');
}

let files = 0;
const server = createServer((message, response) => {
  files += 1;
  storeFile(message, `bare/${files}`, Number(message.headers['content-length'])).then(
    (sha256) => response.end(sha256),
    (error: Error) => {
      process.stderr.write(`${error.stack}\n`);
      response.writeHead(500).end();
    },
  );
});
server.listen(Number(port), '127.0.0.1', () => process.stdout.write('listening\n'));
process.on('SIGTERM', () => process.exit(0));
