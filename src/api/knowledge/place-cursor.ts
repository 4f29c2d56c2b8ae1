import { ArgusError } from '../../domain/error.ts';

/** Where a page of found entries ends. */
export interface Place {
  score: number;
  id: string;
}

export function placeCursor({ score, id }: Place): string {
  return `${score}~${id}`;
}

/** @throws ArgusError `validation` when it is no cursor that `placeCursor` has made. */
export function placeOf(cursor: string): Place {
  const match = /^(-?\d+(?:\.\d+)?(?:e-?\d+)?)~([a-z0-9-]{1,64})$/.exec(cursor);
  if (!match) {
    throw new ArgusError('validation', 'cursor: is none of this list.', { details: { field: 'cursor' } });
  }
  return { score: Number(match[1]), id: match[2] ?? '' };
}
