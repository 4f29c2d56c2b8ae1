import { ApiError, apiErrorFrom } from './api-error.ts';

export type Query = Record<string, string | number | undefined>;

export const apiRoot = '/api/v1';

/** The path with what is set in `query`. */
export function withQuery(path: string, query: Query = {}): string {
  const set = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  const text = new URLSearchParams(set.map(([name, value]) => [name, String(value)])).toString();
  return text === '' ? path : `${path}?${text}`;
}

/** What a request with a JSON body is made of. */
export function jsonBody(method: string, body: unknown): RequestInit {
  return { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

/** Undefined for an answer without a body (204). @throws ApiError; an abort goes through as it is. */
export async function request<T>(path: string, init: RequestInit = {}): Promise<T> {
  let response: Response;
  let body: string;
  try {
    response = await fetch(apiRoot + path, {
      ...init,
      headers: { ...init.headers, accept: 'application/json' },
    });
    body = await response.text();
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new ApiError(0, 'unreachable', 'Argus cannot be reached.');
  }
  if (!response.ok) throw apiErrorFrom(response.status, body);
  return (body === '' ? undefined : JSON.parse(body)) as T;
}
