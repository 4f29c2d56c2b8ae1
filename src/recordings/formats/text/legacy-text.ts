import { knownGreekOrHebrew, likeGreekOrHebrew } from './greek-hebrew.ts';

const firstAboveAscii = 0x80;
/** A Western text has letters with accents between others: three bytes above ASCII in a row are of another encoding. */
const leastInRow = 3;

/** Russian: a word has a capital at most at its beginning, or capitals alone; Western letters are words of their own. */
const russianText = /^(?:[\0-@[-`{-\x7f№°«»–—·]|(?<!\p{L})(?:[А-ЯЁ]?[а-яё]+|[А-ЯЁ]+|[A-Za-z]+)(?!\p{L}))*$/u;
/** Of two letters it may be Western (`çà`, `üç`), unless it is a unit. */
const russianWord =
  /(?<!\p{L})(?:[А-ЯЁ][а-яё]{2,}|[а-яё]{3,}|км|мс|нс|кг|см|мм|об|кВ|мВ|кА|мА|Вт|Гц|Па|Нм)(?!\p{L})/u;
/** No word of Russian is without a vowel, begins with one of these, or has й behind a consonant; what Greek and Hebrew look like often does. */
const notRussian =
  /(?<=[бвгджзклмнпрстфхцчшщъь])й|(?<!\p{L})(?:[ЬЪЫьъы]|[БВГДЖЗКЛМНПРСТФХЦЧШЩ]й|[бвгджзйклмнпрстфхцчшщъь]{4,}(?!\p{L})|[А-ЯЁ][бвгджзйклмнпрстфхцчшщъь]{3,}(?!\p{L}))/u;

/** What GB 2312 has: Chinese, its punctuation and wide forms. */
const chineseText = /^[\0-\x7f\p{Script=Han}\u3000-\u303f\uff00-\uffef℃℉°·×]+$/u;
const firstOfGb2312 = 0xa1;
/** First bytes of the syllables of KS X 1001 (Korean), which are those of Chinese characters too. */
const korean = { first: 0xb0, last: 0xc8 } as const;

/** What measurements and dates are called in Korean; as Chinese, their bytes are characters that do not follow each other. */
const koreanWord =
  /시간|시각|일시|날짜|\d년|속도|속력|온도|수온|전압|전류|압력|거리|연료|엔진|회전|냉각|배터리|가속|제동|조향|주행|위도|경도|고도|유량|출력|토크|센서|상태|차량|모터|측정|번호/;
const koreanText = /^[\0-\x7f\p{Script=Hangul}\u3000-\u303f℃°·×]+$/u;
/** A date in GB 2312 has two bytes above ASCII in a row at most. */
const chineseDate = /\d年\s?\d{1,2}月\s?\d{1,2}日/;

const windows1251 = new TextDecoder('windows-1251');
const gb18030 = new TextDecoder('gb18030', { fatal: true });
const eucKr = new TextDecoder('euc-kr', { fatal: true });

/**
 * A text that is not UTF-8 and cannot be Western: of Windows-1251 (Russian), GB 2312 (Chinese) or EUC-KR (Korean), as programs
 * write on such systems, of Windows-1253 (Greek) or Windows-1255 (Hebrew); undefined if it is none of them. The latter have their letters
 * at the places of Russian ones: words that measurements are called by tell them apart, else what no Russian word is.
 */
export function legacyText(bytes: Uint8Array): string | undefined {
  const known = knownGreekOrHebrew(bytes);
  if (known !== undefined) return known;
  const russian = windows1251.decode(bytes);
  if (russianWord.test(russian) && russianText.test(russian) && !notRussian.test(russian)) return russian;
  // Their letters are those of rare Chinese characters.
  return likeGreekOrHebrew(bytes) ?? eastAsian(bytes);
}

function eastAsian(bytes: Uint8Array): string | undefined {
  const pairs = pairsOf(bytes);
  if (!pairs) return undefined;
  const asKorean = decoded(eucKr, bytes);
  if (asKorean !== undefined && koreanText.test(asKorean) && koreanWord.test(asKorean)) return asKorean;
  const asChinese = decoded(gb18030, bytes);
  if (asChinese === undefined || !chineseText.test(asChinese)) return undefined;
  const isChinese = pairs.longest >= leastInRow && !pairs.areKorean;
  return isChinese || chineseDate.test(asChinese) ? asChinese : undefined;
}

function decoded(decoder: typeof eucKr, bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    // Bytes that the encoding does not have: it is another one.
    return undefined;
  }
}

/**
 * Of bytes that are pairs as in GB 2312 wherever they are above ASCII: how many are in a row, and whether all pairs may be syllables
 * of Korean. Undefined if they are none.
 */
function pairsOf(bytes: Uint8Array): { longest: number; areKorean: boolean } | undefined {
  let longest = 0;
  let areKorean = true;
  for (let at = 0; at < bytes.byteLength; ) {
    const start = at;
    for (let byte = bytes[at]; byte !== undefined && byte >= firstAboveAscii; byte = bytes[at]) {
      if (byte < firstOfGb2312) return undefined;
      if ((at - start) % 2 === 0 && (byte < korean.first || byte > korean.last)) areKorean = false;
      at += 1;
    }
    if ((at - start) % 2 !== 0) return undefined;
    longest = Math.max(longest, at - start);
    if (at === start) at += 1;
  }
  return { longest, areKorean };
}
