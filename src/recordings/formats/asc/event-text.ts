/** Direction and kind of a frame, or kind, length and bytes: what a damaged frame still shows. */
const frame = /(?:^|\s)(?:(?:Rx|Tx|TxRq)\s+[dr](?:\s|$)|[dr]\s+\d+(?:\s+[\da-f]{2})+(?:\s|$))/i;

export function looksLikeFrame(text: string): boolean {
  return frame.test(text);
}

/**
 * Whether `text` was written for people, as by `log_event` of python-can, which puts any text behind a time: several words,
 * one of them no number and no direction, and nothing of a frame.
 */
export function isEventText(text: string): boolean {
  const words = text.replace(/\b[RT]x(?:Rq)?\b/g, '');
  return /\s/.test(text.trim()) && /\p{L}{2}/u.test(words) && /[g-z]/i.test(words) && !looksLikeFrame(text);
}
