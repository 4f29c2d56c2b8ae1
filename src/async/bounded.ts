/** Lets so many pieces of work be under way at once; one more rejects with `tooMany`, and is not begun. */
export function createBound(most: number, tooMany: () => Error): <T>(work: () => Promise<T>) => Promise<T> {
  let held = 0;
  return async (work) => {
    if (held >= most) throw tooMany();
    held += 1;
    try {
      return await work();
    } finally {
      held -= 1;
    }
  };
}
