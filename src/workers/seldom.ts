/** More kinds than the SDK has messages. */
const most = 1_000;

/**
 * Whether a message is to be logged: one of a kind within `milliseconds`. Messages are of one kind if they differ in words
 * with digits only, such as identifiers, counts and addresses. What is remembered is bounded, whatever the messages are.
 */
export function seldom(milliseconds: number): (message: string, now: number) => boolean {
  const loggedAt = new Map<string, number>();
  return (message, now) => {
    const kind = message.replaceAll(/\S*\d\S*/g, '#');
    const before = loggedAt.get(kind);
    if (before !== undefined && now - before < milliseconds) return false;
    if (before === undefined && loggedAt.size >= most) loggedAt.clear();
    loggedAt.set(kind, now);
    return true;
  };
}
