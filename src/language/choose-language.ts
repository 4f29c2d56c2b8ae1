import type { LanguageTag } from './language.ts';

/** Language of a tag such as `zh-Hans-CN` (BCP 47) or a locale such as `zh_CN.UTF-8`: Simplified Chinese, or none. */
function isSimplifiedChinese(tag: string): boolean {
  const [language, ...subtags] = tag.toLowerCase().split(/[-_.@]/);
  // Without a script or a region, `zh` is Simplified (CLDR, likely subtags); Taiwan, Hong Kong and Macau write Traditional.
  return language === 'zh' && (subtags.includes('hans') || !subtags.some((part) => traditional.has(part)));
}

const traditional: ReadonlySet<string> = new Set(['hant', 'tw', 'hk', 'mo']);

/** The first of the preferred languages that Argus speaks; English if it speaks none. */
export function languageOf(preferred: readonly string[]): LanguageTag {
  for (const tag of preferred) {
    if (/^en\b/i.test(tag)) return 'en';
    if (isSimplifiedChinese(tag)) return 'zh';
  }
  return 'en';
}

/** By `Accept-Language` (RFC 9110, 12.5.4): the greatest weight first, of equal ones the first. */
export function languageOfHeader(header: string | undefined): LanguageTag {
  const ranges = (header ?? '').split(',', 50).map((range) => {
    const [tag = '', ...parameters] = range.split(';').map((part) => part.trim());
    const weight = parameters.find((parameter) => /^q=/i.test(parameter))?.slice(2);
    return { tag, weight: weight === undefined ? 1 : Number(weight) };
  });
  const wanted = ranges.filter(({ weight }) => weight > 0).toSorted((a, b) => b.weight - a.weight);
  return languageOf(wanted.map(({ tag }) => tag));
}

/** By the environment: the first of the variables that is set decides (POSIX, 8.2). */
export function languageOfEnvironment(
  environment: Partial<Record<'LC_ALL' | 'LC_MESSAGES' | 'LANG', string | undefined>>,
): LanguageTag {
  const { LC_ALL, LC_MESSAGES, LANG } = environment;
  return languageOf([LC_ALL || LC_MESSAGES || LANG || 'en']);
}
