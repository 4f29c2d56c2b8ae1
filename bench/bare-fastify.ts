import { readFile } from 'node:fs/promises';
import Fastify from 'fastify';

/** bench/bare-fastify.ts PORT FILE: answers every GET / with the bytes of the file, and does nothing else. */
const [port = '', file = ''] = process.argv.slice(2);
const body = await readFile(file);
const server = Fastify();
server.get('/', (_request, reply) => reply.type('application/json; charset=utf-8').send(body));
await server.listen({ host: '127.0.0.1', port: Number(port) });
process.on('SIGTERM', () => process.exit(0));
process.stdout.write('listening\n');
