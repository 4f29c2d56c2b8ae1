/** Direction and kind of a frame, or kind, length and bytes: what a damaged frame still shows. */
const frame = /(?:^|\s)(?:(?:Rx|Tx|TxRq)\s+[dr](?:\s|$)|[dr]\s+\d+(?:\s+[\da-f]{2})+(?:\s|$))/i;

export function looksLikeFrame(text: string): boolean {
  return frame.test(text);
}

/**
 * Whether `text` was written for people, as by `log_event` of python-can, which puts any text behind a time: several words,
 * one of them no number, and nothing of a frame.
 */
export function isEventText(text: string): boolean {
  return /\s/.test(text.trim()) && /\p{L}{3}/u.test(text) && /[g-z]/i.test(text) && !looksLikeFrame(text);
}
