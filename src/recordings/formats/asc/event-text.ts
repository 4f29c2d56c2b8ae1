/** Direction and kind of a frame, or kind, length and bytes: the recognisable parts of a damaged frame. */
const frame = /(?:^|\s)(?:(?:Rx|Tx|TxRq)\s+[dr](?:\s|$)|[dr]\s+\d+(?:\s+[\da-f]{2})+(?:\s|$))/i;

export function looksLikeFrame(text: string): boolean {
  return frame.test(text);
}

/**
 * Whether `text` is free text, as written by `log_event` of python-can, which puts any text after a time: several
 * words, one of which is neither number nor direction, and nothing of a frame.
 */
export function isEventText(text: string): boolean {
  const words = text.replace(/\b[RT]x(?:Rq)?\b/g, '');
  return /\s/.test(text.trim()) && /\p{L}{2}/u.test(words) && /[g-z]/i.test(words) && !looksLikeFrame(text);
}
