import type { z } from 'zod';

/**
 * Picks the fields that a schema defines from a row, so that a new column does not get into responses unnoticed.
 * Fields that the row does not have are omitted.
 */
export function picker<S extends z.ZodRawShape>(schema: z.ZodObject<S>) {
  const names = Object.keys(schema.shape);
  return <R extends object>(row: R): Pick<R, Extract<keyof R, keyof S>> => {
    const picked: Partial<R> = {};
    for (const name of names as (keyof R)[]) if (row[name] !== undefined) picked[name] = row[name];
    return picked as Pick<R, Extract<keyof R, keyof S>>;
  };
}
