import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { namesPrivate, PrivateAddressError, publicLookup } from './private-address.ts';

const timeoutMs = 15_000;

/**
 * Posts a JSON message. Redirects are not followed; apart from its status, the response is not read.
 * @throws Error unless the endpoint responds with 2xx within 15 seconds.
 */
export async function postMessage(
  url: string,
  body: string,
  headers: Record<string, string>,
  allowPrivate: boolean,
): Promise<void> {
  const target = new URL(url);
  if (!allowPrivate && namesPrivate(target)) {
    throw new PrivateAddressError(`${target.hostname} is not public`);
  }
  const request = target.protocol === 'https:' ? httpsRequest : httpRequest;
  const status = await new Promise<number>((resolve, reject) => {
    const sent = request(target, {
      method: 'POST',
      headers: {
        ...headers,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'user-agent': 'Argus',
      },
      signal: AbortSignal.timeout(timeoutMs),
      ...(!allowPrivate && { lookup: publicLookup }),
    });
    sent.on('error', (error) =>
      reject(error.name === 'AbortError' ? new Error(`no answer in ${timeoutMs / 1000} s`) : error),
    );
    sent.on('response', (response) => {
      resolve(response.statusCode ?? 0);
      // A few bytes are read so that the connection can be reused; a longer response closes it.
      response.on('error', () => undefined);
      response.on('data', () => response.destroy());
    });
    sent.end(body);
  });
  if (status < 200 || status > 299) throw new Error(`the endpoint answered ${status}`);
}
