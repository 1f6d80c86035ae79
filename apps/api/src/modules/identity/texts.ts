import type { Language } from '@linggong/words/languages.ts';
import { inLanguage, type Words, wordsOf } from '../../words/words.ts';

/** The text message with a code, by what it is for. */
export const codeText = (what: keyof Words['identity']['texts'], code: string, language: Language): string =>
  inLanguage(language, () => wordsOf('identity').texts[what]({ code }));
