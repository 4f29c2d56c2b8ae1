import { type LanguageTag, languageTags } from '../../../src/language/language.ts';
import { chooseLanguage, currentLanguage, t } from '../lib/language.ts';

/** Each in itself, so that its speakers find it. */
const names: Record<LanguageTag, string> = { en: 'English', zh: '中文' };

/** Chooses the language of the console, which this browser remembers. */
export function LanguageSwitch() {
  return (
    <label class="language-switch">
      <span class="visually-hidden">{t('Language')}</span>
      <select
        value={currentLanguage().tag}
        onChange={({ currentTarget }) => {
          const chosen = languageTags.find((tag) => tag === currentTarget.value);
          if (chosen) chooseLanguage(chosen);
        }}
      >
        {languageTags.map((tag) => (
          <option key={tag} value={tag} lang={tag}>
            {names[tag]}
          </option>
        ))}
      </select>
    </label>
  );
}
