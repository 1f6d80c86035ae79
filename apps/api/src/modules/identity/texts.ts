import { inSource, type Words, wordsOf } from '../../words/words.ts';

/** The text message with a code, by what it is for. An account has no language: its phone is told in the source. */
export const codeText = (what: keyof Words['identity']['texts'], code: string): string =>
  inSource(() => wordsOf('identity').texts[what]({ code }));
