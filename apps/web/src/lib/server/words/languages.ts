import { together } from '@linggong/words/catalogue.ts';
import type { Entry } from '@linggong/words/entry.ts';
import { catalogues, type Language, SOURCE } from '@linggong/words/languages.ts';
import type { RequestEvent } from '@sveltejs/kit';
import { dev } from '$app/env';
import { WORDS_DIR } from '$app/env/private';
import { languagesOf } from './catalogues.ts';
import { OF_RULES } from './of-rules.ts';

const files = import.meta.glob<Entry>('../../words/*/*.json', { eager: true, import: 'default' });

const all = languagesOf(together(catalogues(files, WORDS_DIR), new Map([[SOURCE, OF_RULES]])), (text) =>
  dev ? `‹${text}›` : text,
);

/** What everybody reads who asks for nothing else. */
export const sourceLanguage: Language = all.get(SOURCE) ?? never();

/** Every language that has words, the source first. */
export const languages = [
  sourceLanguage,
  ...[...all.values()].filter((language) => language !== sourceLanguage),
] as const;

export const languageNamed = (code: string | undefined): Language | undefined => all.get(code ?? '');

function never(): never {
  throw new Error(`The build has no words of ${SOURCE}.`);
}

/** What can be chosen at the foot of a page; null while there is nothing to choose. */
export type LanguageChoice = { now: string; offered: readonly Language[]; to: string };

export function languageChoice({ locals, url }: Pick<RequestEvent, 'locals' | 'url'>): LanguageChoice | null {
  const offered = languages.filter((language) => language.offered || language === locals.language);
  return offered.length > 1 ? { now: locals.language.code, offered, to: url.pathname + url.search } : null;
}
