const counts = new Intl.NumberFormat('en-US');

/** `1 message`, `1,200 messages`; `many` for words that do not add an s. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${counts.format(count)} ${count === 1 ? one : many}`;
}
