import { request } from 'node:https';
import { connect } from 'node:net';

/** Long enough for a busy machine, short enough to find out about a server that hangs. */
const timeoutMs = 2_000;

/** @returns whether the server answers 2xx and its body passes. */
export async function askHttp(url: string, accept: (body: string) => boolean = () => true): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
    const body = await response.text();
    return response.ok && accept(body);
  } catch {
    // Refused, reset or too slow: the server is not healthy.
    return false;
  }
}

/** @returns whether a server answers 200 over HTTPS, whatever its certificate and its body are. */
export function askHttps(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const options = { rejectUnauthorized: false, agent: false, timeout: timeoutMs };
    const asked = request(url, options, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    asked.on('timeout', () => asked.destroy());
    asked.on('error', () => resolve(false));
    asked.end();
  });
}

/** Sends `request` and reads until `length` bytes of the response have arrived. */
export function askTcp(
  port: number,
  request: Buffer,
  length: number,
  accept: (answer: Buffer) => boolean,
): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    let answer = Buffer.alloc(0);
    const finish = (healthy: boolean) => {
      socket.destroy();
      resolve(healthy);
    };
    socket.setTimeout(timeoutMs, () => finish(false));
    socket.on('error', () => finish(false));
    socket.on('close', () => finish(false));
    socket.on('connect', () => socket.write(request));
    socket.on('data', (chunk) => {
      answer = Buffer.concat([answer, chunk]);
      if (answer.length >= length) finish(accept(answer));
    });
  });
}
