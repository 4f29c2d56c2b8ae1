/** Greek of Windows-1253 and Hebrew of Windows-1255, whose letters are at the places of Russian ones in Windows-1251. */
const windows1253 = new TextDecoder('windows-1253', { fatal: true });
const windows1255 = new TextDecoder('windows-1255', { fatal: true });

/** How words begin that measurements and dates are called by, without accents. */
const greekStem =
  /^(?:χρονο|ωρα|ημερομηνι|ταχυτητ|θερμοκρασι|τασ[ηε]|ρευμα|πιεσ|στροφ|αποστασ|γεωγραφ|πλατ|μηκ|υψ|καυσιμ|κινητηρ|μπαταρι|γκαζι|φρεν|επιταχυνσ|κατευθυνσ|γωνι|ισχυ|ροπη|οχημα|θεσ)/u;
const hebrewWords = new Set(
  'זמן תאריך שעה מהירות טמפרטורה מתח זרם לחץ סיבובים מרחק רוחב אורך גובה דלק מנוע סוללה מצבר בלם תאוצה זווית כיוון רכב'.split(
    ' ',
  ),
);

/** Words of one script, each by itself between what else ASCII has. */
const greekText = /^(?:[^\p{L}]|(?<!\p{L})(?:\p{Script=Greek}+|[A-Za-z]+)(?!\p{L}))*$/u;
const hebrewText = /^(?:[^\p{L}]|(?<!\p{L})(?:\p{Script=Hebrew}+|[A-Za-z]+)(?!\p{L}))*$/u;

/** Monotonic orthography: one accent in a word of several syllables, ς at its end alone. ΐ and ΰ begin no word, and hardly any has them. */
const greekWord = /^(?:[Α-Ω]+|[Α-ΩΆΈΉΊΌΎΏ]?(?:[α-ρτ-ωάέήίόύώϊϋ]|σ(?!$)|ς$)+)$/u;
const accented = /[άέήίόύώΆΈΉΊΌΎΏ]/gu;
const leastSeveral = 4;

/** The five forms that letters of Hebrew have at the end of a word alone. */
const hebrewWord = /^(?:[א-י]|[לסעקרשת]|[כמנפצ]|[ךםןףץ](?!\p{L}))+$/u;
const leastHebrew = 3;

/** A text of Greek or Hebrew that has a word which measurements are called by. */
export function knownGreekOrHebrew(bytes: Uint8Array): string | undefined {
  const greek = decoded(windows1253, bytes, greekText);
  const plain = (word: string) =>
    word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/ς$/u, 'σ');
  if (
    greek !== undefined &&
    wordsOf(greek, /\p{Script=Greek}+/gu).some((word) => greekStem.test(plain(word)))
  )
    return greek;
  const hebrew = decoded(windows1255, bytes, hebrewText);
  const isKnown = wordsOf(hebrew ?? '', /\p{Script=Hebrew}+/gu).some((word) => hebrewWords.has(word));
  return isKnown ? hebrew : undefined;
}

/** A text that is written as Greek or Hebrew is; also many a Russian one may be. */
export function likeGreekOrHebrew(bytes: Uint8Array): string | undefined {
  const greek = decoded(windows1253, bytes, greekText);
  const words = wordsOf(greek ?? '', /\p{Script=Greek}+/gu);
  const several = words.filter((word) => word.length >= leastSeveral);
  if (several.length > 0 && words.every((word) => greekWord.test(word)) && several.every(isAccented))
    return greek;
  const hebrew = decoded(windows1255, bytes, hebrewText);
  const hebrewOnes = wordsOf(hebrew ?? '', /\p{Script=Hebrew}+/gu);
  const isHebrew = hebrewOnes.every((word) => hebrewWord.test(word));
  return isHebrew && hebrewOnes.some((word) => word.length >= leastHebrew) ? hebrew : undefined;
}

const isAccented = (word: string) => word.match(accented)?.length === 1;

function wordsOf(text: string, word: RegExp): string[] {
  return text.match(word) ?? [];
}

function decoded(decoder: typeof windows1253, bytes: Uint8Array, like: RegExp): string | undefined {
  try {
    const text = decoder.decode(bytes);
    return like.test(text) ? text : undefined;
  } catch {
    // Bytes that the encoding does not have: it is another one.
    return undefined;
  }
}
