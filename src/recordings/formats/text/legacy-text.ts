/** Bytes above ASCII, as many as there are in a row. */
const highBytes = /[\x80-\xff]+/g;
/** A Western text has letters with accents between others: three bytes above ASCII in a row are of another encoding. */
const leastInRow = 3;

/** Russian: a word has a capital at most at its beginning, or capitals alone; Western letters are words of their own. */
const russianText = /^(?:[\0-@[-`{-\x7f№°«»–—·]|(?<!\p{L})(?:[А-ЯЁ]?[а-яё]+|[А-ЯЁ]+|[A-Za-z]+)(?!\p{L}))*$/u;
const russianWord = /(?<!\p{L})[А-ЯЁ]?[а-яё]{2,}(?!\p{L})/u;

/** What GB 2312 has: Chinese, its punctuation and wide forms. */
const chineseText = /^[\0-\x7f\p{Script=Han}\u3000-\u303f\uff00-\uffef℃℉°·×]+$/u;
const firstOfGb2312 = 0xa1;
/** First bytes of the syllables of KS X 1001 (Korean), which are those of Chinese characters too. */
const korean = { first: 0xb0, last: 0xc8 } as const;

const windows1251 = new TextDecoder('windows-1251');
const gb18030 = new TextDecoder('gb18030', { fatal: true });

/**
 * A text that is not UTF-8 and cannot be Western: of Windows-1251 (Russian) or GB 2312 (Chinese), as programs write on
 * such systems; undefined if it is neither beyond doubt.
 */
export function legacyText(bytes: Uint8Array): string | undefined {
  const russian = windows1251.decode(bytes);
  if (russianWord.test(russian) && russianText.test(russian)) return russian;
  const latin = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const runs = (latin.match(highBytes) ?? []).map((run) => Buffer.from(run, 'latin1'));
  if (!runs.some((run) => run.length >= leastInRow) || !areChinesePairs(runs)) return undefined;
  try {
    const text = gb18030.decode(bytes);
    return chineseText.test(text) ? text : undefined;
  } catch {
    return undefined;
  }
}

/** Pairs of bytes as in GB 2312, at least one of which is no syllable of Korean. */
function areChinesePairs(runs: readonly Uint8Array[]): boolean {
  const arePairs = runs.every((run) => run.length % 2 === 0 && run.every((byte) => byte >= firstOfGb2312));
  return (
    arePairs &&
    runs.some((run) => run.some((byte, at) => at % 2 === 0 && (byte < korean.first || byte > korean.last)))
  );
}
