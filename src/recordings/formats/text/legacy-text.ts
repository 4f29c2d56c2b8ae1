const firstAboveAscii = 0x80;
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
 * such systems; undefined if it is neither. Hebrew (Windows-1255), and Greek (Windows-1253) without most of its accents, have
 * their letters at the places of Russian ones, and are taken for Russian.
 */
export function legacyText(bytes: Uint8Array): string | undefined {
  const russian = windows1251.decode(bytes);
  if (russianWord.test(russian) && russianText.test(russian)) return russian;
  if (!areChinesePairs(bytes)) return undefined;
  try {
    const text = gb18030.decode(bytes);
    return chineseText.test(text) ? text : undefined;
  } catch {
    return undefined;
  }
}

/** Whether all bytes above ASCII are pairs as in GB 2312, some in a row, and at least one pair is no syllable of Korean. */
function areChinesePairs(bytes: Uint8Array): boolean {
  let longest = 0;
  let isKorean = true;
  for (let at = 0; at < bytes.byteLength; ) {
    const start = at;
    for (let byte = bytes[at]; byte !== undefined && byte >= firstAboveAscii; byte = bytes[at]) {
      if (byte < firstOfGb2312) return false;
      if ((at - start) % 2 === 0 && (byte < korean.first || byte > korean.last)) isKorean = false;
      at += 1;
    }
    if ((at - start) % 2 !== 0) return false;
    longest = Math.max(longest, at - start);
    if (at === start) at += 1;
  }
  return longest >= leastInRow && !isKorean;
}
