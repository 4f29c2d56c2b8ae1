import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/**
 * bench/peers/tus-node-server.ts FOLDER PORT ENDPOINT BUCKET: `@tus/server` with `@tus/s3-store`, as they are installed in the
 * folder, on a bucket; credentials from the environment of AWS.
 */
const [folder = '', port, endpoint, bucket] = process.argv.slice(2);
const require = createRequire(join(folder, 'package.json'));

interface TusNode {
  handle(request: IncomingMessage, response: ServerResponse): Promise<unknown>;
}
const { S3Store } = require('@tus/s3-store') as { S3Store: new (options: object) => object };
const { Server } = require('@tus/server') as { Server: new (options: object) => TusNode };

const datastore = new S3Store({
  // As Argus and tusd have it for files of 1 GiB.
  partSize: 8 * 1024 * 1024,
  s3ClientConfig: { bucket, endpoint, region: 'us-east-1', forcePathStyle: true },
});
const server = new Server({ path: '/files', datastore });
const listener = createServer((request, response) => void server.handle(request, response));
// The other side's rounds are longer than Node's 5 s, after which a kept connection is reset under the client.
listener.keepAliveTimeout = 60_000;
listener.listen(Number(port), '127.0.0.1');
