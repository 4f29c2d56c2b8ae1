/** An answer that nobody took within this is old. */
const freshMs = 10_000;

const answers = new Map<string, Promise<unknown>>();

/** Asks before there is a page that wants the answer: `useQuery` with the same key takes it, once. A failure is not kept. */
export function askAhead<T>(key: string, asked: Promise<T>): Promise<T> {
  const forget = () => {
    if (answers.get(key) === asked) answers.delete(key);
  };
  answers.set(key, asked);
  asked.catch(forget);
  setTimeout(forget, freshMs);
  return asked;
}

export function takeAhead(key: string): Promise<unknown> | undefined {
  const asked = answers.get(key);
  answers.delete(key);
  return asked;
}
