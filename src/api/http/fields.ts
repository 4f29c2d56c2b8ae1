import type { z } from 'zod';

/**
 * Takes from a row what a schema names and nothing else, so that a new column does not get into answers unnoticed.
 * Members that the row does not have are left out.
 */
export function picker<S extends z.ZodRawShape>(schema: z.ZodObject<S>) {
  const names = Object.keys(schema.shape);
  return <R extends object>(row: R): Pick<R, Extract<keyof R, keyof S>> => {
    const picked: Partial<R> = {};
    for (const name of names as (keyof R)[]) if (row[name] !== undefined) picked[name] = row[name];
    return picked as Pick<R, Extract<keyof R, keyof S>>;
  };
}
