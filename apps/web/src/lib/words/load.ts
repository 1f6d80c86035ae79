import { type Entry, readable } from '@linggong/words/entry.ts';
import { readFrom } from './words.ts';

/** A file of words: areas, and with those that all pages have which page has which others, by its route. */
export type WordFile = {
  words: Readonly<Record<string, Entry>>;
  pages?: Readonly<Record<string, readonly string[]>>;
};

const areas = new Map<string, unknown>();
const asked = new Map<string, Promise<void>>();
/** The reader's choice of a language. */
const CHOICE = /lg_language=([^;]*)/;
const choice = () => CHOICE.exec(document.cookie)?.[1];
/** As it was when the page came. */
let chosen: string | undefined;
/** Where the files are of the language that the page is in. */
let folder = '';
let pages: WordFile['pages'] = {};

/** Before the first page gets its script: has the words that the page's head names. */
export async function startWords(): Promise<void> {
  chosen = choice();
  const files = [...document.querySelectorAll<HTMLLinkElement>('link[as=fetch]')].map(({ href }) => href);
  folder = files[0]?.replace(/[^/]+$/, '') ?? '';
  await Promise.all(files.map(have));
  readFrom({ language: () => document.documentElement.lang, area: (name) => areas.get(name) });
}

/**
 * Has the words of another page, before it is shown. A page is in one language for as long as it is open: where another
 * has been chosen meanwhile, or its words don't come, the other page is loaded anew.
 */
export async function wordsFor(to: { route: { id: string | null }; url: URL } | null): Promise<void> {
  if (!to?.route.id) return;
  try {
    if (choice() !== chosen) throw new Error('Another language was chosen.');
    await Promise.all((pages?.[to.route.id] ?? []).map((area) => have(`${folder}${area}.json`)));
  } catch {
    location.assign(to.url);
    await new Promise(() => {});
  }
}

function have(file: string): Promise<void> {
  const coming = asked.get(file) ?? load(file);
  asked.set(file, coming);
  coming.catch(() => asked.delete(file));
  return coming;
}

async function load(file: string): Promise<void> {
  const answer = await fetch(file);
  if (!answer.ok) throw new Error(`No words: ${file} is answered with ${answer.status}`);
  const found = (await answer.json()) as WordFile;
  for (const [area, entry] of Object.entries(found.words))
    areas.set(area, readable(entry, document.documentElement.lang));
  pages = found.pages ?? pages;
}
