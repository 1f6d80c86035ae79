import { AsyncLocalStorage } from 'node:async_hooks';
import type { Language } from '@linggong/words/languages.ts';
import { readFrom } from '#lib/words/words.ts';

/** Whose request it is that runs just now, as far as words go: many run at once, each in its reader's language. */
const reader = new AsyncLocalStorage<Language>();

/** All that `run` does, now and later, is said in the language. */
export const inLanguage = <T>(language: Language, run: () => T): T => reader.run(language, run);

export function currentLanguage(): Language {
  const language = reader.getStore();
  if (!language) throw new Error('Words are asked for outside of any request.');
  return language;
}

readFrom({ language: () => currentLanguage().code, area: (name) => currentLanguage().words(name) });
