/** The name of a signal: `topic:field`. A colon in the field is written `%3A`, and `%` as `%25`. */
export function signalId(topic: string, field: string): string {
  return `${topic}:${field.replaceAll('%', '%25').replaceAll(':', '%3A')}`;
}

/** Undefined if the text names no signal. */
export function parseSignalId(id: string): { topic: string; field: string } | undefined {
  const at = id.lastIndexOf(':');
  if (at < 0 || at === id.length - 1) return undefined;
  const field = id
    .slice(at + 1)
    .replaceAll('%3A', ':')
    .replaceAll('%25', '%');
  return { topic: id.slice(0, at), field };
}

/** The lines of text of a recording, whatever it stores them in: a signal of its own, beside the topics. */
export const logTopic = '(log)';
export const logField = 'lines';
