import { connect as connectTcp } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { AbstractConnector, type RedisOptions } from 'ioredis';

/**
 * Connects as ioredis does by itself, but hears every error of the socket. The one of ioredis 6.0.0 listens for the first
 * alone; a server that refuses a client's certificate under TLS 1.3 says so when the socket may have failed already, and
 * that second error, heard by no one, would end the process.
 */
export class RedisConnector extends AbstractConnector {
  readonly #options: RedisOptions;

  constructor(options: unknown) {
    // The library's own wait for the end of a socket that it has closed.
    super(2_000);
    this.#options = options as RedisOptions;
  }

  async connect() {
    const { host = 'localhost', port = 6379, tls } = this.#options;
    this.connecting = true;
    // Resolved in the same turn in which the socket exists, so that no event of it is missed.
    this.stream = tls ? connectTls({ host, port, ...tls }) : connectTcp({ host, port });
    delete this.firstError;
    this.stream.on('error', (error) => {
      this.firstError ??= error;
    });
    return this.stream;
  }
}
