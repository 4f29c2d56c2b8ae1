import { english, type Language } from '../language/language.ts';

/** Encodings of texts are layers like compressions, but nobody packs with them. */
const encoding = /^UTF-/;
/** In front of the recording, with nothing of it. */
const zeros = 'zeros';

/**
 * Says how a recording was compressed or encoded, and what its byte offsets refer to; undefined if it is stored as it
 * is read.
 */
export function packedText(
  packedWith: readonly string[] | undefined,
  { t }: Language = english,
): string | undefined {
  if (!packedWith || packedWith.length === 0) return undefined;
  const written = packedWith.filter((name) => encoding.test(name));
  const packed = packedWith.filter((name) => !encoding.test(name) && name !== zeros);
  const how = [
    ...(packed.length > 0 ? [t('packed with {names}', { names: packed.join(t(' and ')) })] : []),
    ...(written.length > 0 ? [t('written in {names}', { names: written.join(t(' and ')) })] : []),
    ...(packedWith.includes(zeros) ? [t('behind zeros')] : []),
  ].join(t(', '));
  if (written.length > 0)
    return t('{how}: places count bytes of the text in UTF-8, damaged bytes those of the file', { how });
  return t(
    packed.length > 0
      ? '{how}: places count bytes of the unpacked recording, damaged bytes those of the file'
      : '{how}: places count bytes of the recording, damaged bytes those of the file',
    { how },
  );
}
