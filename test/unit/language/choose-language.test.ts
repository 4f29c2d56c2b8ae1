import { describe, expect, test } from 'vitest';
import {
  languageOf,
  languageOfEnvironment,
  languageOfHeader,
} from '../../../src/language/choose-language.ts';

describe('the language', () => {
  test.each([
    [['zh'], 'zh'],
    [['zh-CN', 'en'], 'zh'],
    [['zh-SG'], 'zh'],
    [['zh-Hans-HK'], 'zh'],
    [['zh-TW', 'en'], 'en'],
    [['zh-Hant'], 'en'],
    [['de', 'zh-CN'], 'zh'],
    [['en-GB', 'zh'], 'en'],
    [['de'], 'en'],
    [[], 'en'],
  ] as const)('of a browser that prefers %j is %s', (preferred, language) => {
    expect(languageOf(preferred)).toBe(language);
  });

  test.each([
    [undefined, 'en'],
    ['', 'en'],
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
    ['en;q=0.5, zh;q=0.9', 'zh'],
    ['zh;q=0, en', 'en'],
    ['*', 'en'],
    ['zh;q=x', 'en'],
    ['fr, zh-Hans', 'zh'],
  ])('of the header %j is %s', (header, language) => {
    expect(languageOfHeader(header)).toBe(language);
  });

  test.each([
    [{}, 'en'],
    [{ LANG: 'zh_CN.UTF-8' }, 'zh'],
    [{ LANG: 'zh_SG' }, 'zh'],
    [{ LANG: 'zh_TW.UTF-8' }, 'en'],
    [{ LANG: 'zh_CN.UTF-8', LC_ALL: 'C' }, 'en'],
    [{ LANG: 'en_US.UTF-8', LC_MESSAGES: 'zh_CN' }, 'zh'],
    [{ LC_ALL: '', LANG: 'zh_CN' }, 'zh'],
  ])('of the environment %j is %s', (environment, language) => {
    expect(languageOfEnvironment(environment)).toBe(language);
  });
});
