import { ArgusError } from './error.ts';

/** After which a refused client asks again. */
const retryAfterSeconds = 10;

/** @param what is being made, in the plural */
export function tooManyMade(what: string): (most: number) => ArgusError {
  return (most) =>
    new ArgusError('unavailable', `${most} ${what} are being made, and no more may be; try again shortly.`, {
      retryAfterSeconds,
    });
}
