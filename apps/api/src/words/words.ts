import { AsyncLocalStorage } from 'node:async_hooks';
import { SOURCE_WORDS } from '@linggong/rules/words/source.ts';
import type { Words as RulesWords } from '@linggong/rules/words/types.ts';
import { type Catalogue, together } from '@linggong/words/catalogue.ts';
import { chooseLanguage, LANGUAGE_COOKIE } from '@linggong/words/choose.ts';
import { catalogues, type Language, languagesOf, readFolder, SOURCE } from '@linggong/words/languages.ts';
import type { Words as Own } from './types.ts';

/** The API's own areas, and those of rules, which say nothing by themselves. */
export type Words = Own & RulesWords;
export type Area = keyof Words;
/** The source first. */
export type Languages = readonly [Language, ...Language[]];

/** Where the build's own catalogues are, `<language>/<area>.json`. */
export const WORDS = import.meta.dirname;
/** Of a folder of further languages, which has the pages' words, where those of the API are. */
const BELOW = 'api';

/** Of a language, what rules say: further ones have it beside the pages' words, which say it too. */
const ofRules = (all: Catalogue): Catalogue =>
  Object.fromEntries(Object.entries(all).filter(([area]) => Object.hasOwn(SOURCE_WORDS, area)));

/**
 * All languages that there are words in: the build's own, and those in `folder` (empty: none), as
 * `<language>/api/<area>.json`, and what rules say as `<language>/<area>.json`.
 */
export function readLanguages(folder = ''): Languages {
  const pages = [...catalogues({}, folder)].map(([code, all]) => [code, ofRules(all)] as const);
  const all = together(
    readFolder(WORDS),
    new Map([[SOURCE, SOURCE_WORDS]]),
    new Map(pages),
    catalogues({}, folder, BELOW),
  );
  const languages = languagesOf(all, { mark: (text) => text });
  const first = languages.get(SOURCE);
  if (!first) throw new Error(`There are no words of ${SOURCE}.`);
  languages.delete(SOURCE);
  return [first, ...languages.values()];
}

/** Whose words are said just now: many requests run at once, each in its reader's language. */
const reader = new AsyncLocalStorage<Language>();
let source: Language | undefined;

/** All that `run` does, now and later, is said in the language. */
export const inLanguage = <T>(language: Language, run: () => T): T => reader.run(language, run);

/**
 * Runs jobs and what follows from events. They begin where a request ended, and must not go on in its language; what of
 * them goes to one person is said in theirs, see `identity/language.ts`.
 */
export function inSource<T>(run: () => T): T {
  source ??= readLanguages()[0];
  return reader.run(source, run);
}

type Chosen = { cookie?: string | undefined; 'accept-language'?: string | undefined };
/** Runs what answers a request in the language of its reader, whose headers say it. */
export type InReaders = <T>(headers: Chosen, run: (code: string) => T) => T;

export const readersOf =
  (languages: Languages): InReaders =>
  (headers, run) => {
    const language = languageOf(languages, headers.cookie, headers['accept-language']);
    return inLanguage(language, () => run(language.code));
  };

/** The language of a request: the reader's choice, else what the browser asks for and is offered, else the source. */
export function languageOf(languages: Languages, cookies: string | undefined, accept: string | undefined) {
  if (languages.length === 1) return languages[0];
  const chosen = new RegExp(`(?:^|;\\s*)${LANGUAGE_COOKIE}=([\\w-]+)`).exec(cookies ?? '')?.[1];
  return chooseLanguage(languages, chosen, accept ?? null);
}

/**
 * The words of an area in the language of whoever the request is of; without one, of the source. Never asked for when a module is loaded, which is before any reader.
 */
export function wordsOf<A extends Area>(area: A): Words[A] {
  source ??= readLanguages()[0];
  return (reader.getStore() ?? source).words(area) as Words[A];
}

/** What rules put their sentences together from, in the language of whoever the request is of. */
export const rulesWords = (): RulesWords => ({
  dates: wordsOf('dates'),
  offer: wordsOf('offer'),
  pay: wordsOf('pay'),
  take: wordsOf('take'),
  work: wordsOf('work'),
});
