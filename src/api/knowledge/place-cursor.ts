/** Where a page of search results ends. */
export interface Place {
  score: number;
  id: string;
}

export function placeCursor({ score, id }: Place): string {
  return `${score}~${id}`;
}

/** The format of `placeCursor`'s result. */
export const placePattern = /^-?\d{1,17}(\.\d{1,20})?(e-\d{1,2})?~[a-z0-9-]{1,64}$/;

/** Parses a cursor of this format. */
export function placeOf(cursor: string): Place {
  const [score = '', id = ''] = cursor.split('~');
  return { score: Number(score), id };
}
