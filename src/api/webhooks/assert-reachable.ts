import { ArgusError } from '../../domain/error.ts';
import { namesPrivate } from '../../webhooks/private-address.ts';

/** @throws ArgusError `validation` for a URL that messages may not go to. Names are looked at again whenever something is delivered. */
export function assertReachable(url: string, allowPrivate: boolean): void {
  if (allowPrivate) return;
  const parsed = new URL(url);
  if (parsed.protocol !== 'https:') throw invalid('url: a webhook takes https alone.');
  if (namesPrivate(parsed)) throw invalid('url: it names an address that is not public.');
}

function invalid(message: string): ArgusError {
  return new ArgusError('validation', message, { details: { field: 'url' } });
}
