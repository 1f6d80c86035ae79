import type { Entry } from './entry.ts';
import { message } from './message.ts';

/** A language: what its files have, by area. */
export type Catalogue = Readonly<Record<string, Entry>>;

/** `@key` beside `key` is a note for who translates. */
const isNote = (key: string) => key.startsWith('@');

export type Kind = 'number' | 'plural' | 'select' | '';

/** What a sentence asks for, by name, and how it puts it in; `''`: as it is. */
export function placeholders(text: string): Map<string, Kind> {
  const found = new Map<string, Kind>();
  for (const [, name = '', kind] of text.matchAll(/\{\s*(\w+)\s*(?:\}|,\s*(number|plural|select))/g))
    if (!found.get(name)) found.set(name, (kind ?? '') as Kind);
  return found;
}

/** Whether a sentence can stand for another: it can be read, and asks for the same. */
export function fits(source: string, own: string): boolean {
  const names = (text: string) => [...placeholders(text).keys()].sort().join();
  try {
    message(own, 'en');
  } catch {
    return false;
  }
  return names(own) === names(source);
}

/**
 * What a language has, and in its gaps, and where a sentence does not fit, what the source has; `mark` shows that. Keys
 * that the source lacks are left out.
 */
export function filled(source: Entry, own: Entry | undefined, mark: (text: string) => string): Entry {
  if (typeof source === 'string') return typeof own === 'string' && fits(source, own) ? own : mark(source);
  const part = (key: string | number) =>
    typeof own === 'object' && Object.hasOwn(own, key)
      ? (own as Readonly<Record<string | number, Entry>>)[key]
      : undefined;
  if (Array.isArray(source)) return source.map((each, i) => filled(each, part(i), mark));
  return Object.fromEntries(
    Object.entries(source).flatMap(([key, each]) =>
      isNote(key) ? [] : [[key, filled(each, part(key), mark)]],
    ),
  );
}

/** Languages that several places have words of; of an area that two have, the later one's stands. */
export function together(...places: readonly ReadonlyMap<string, Catalogue>[]): Map<string, Catalogue> {
  const all = new Map<string, Catalogue>();
  for (const [code, own] of places.flatMap((place) => [...place]))
    all.set(code, { ...all.get(code), ...own });
  return all;
}

/** Every sentence with where it stands, `gig.ask.what`. */
export function* sentences(entry: Entry, path: string): Generator<[path: string, text: string]> {
  if (typeof entry === 'string') yield [path, entry];
  else
    for (const [key, each] of Object.entries(entry))
      if (!isNote(key)) yield* sentences(each, `${path}.${key}`);
}

/** How much of the source a language has, 0 to 1. */
export function share(source: Catalogue, own: Catalogue): number {
  const paths = (of: Catalogue) =>
    Object.entries(of).flatMap(([area, entry]) => [...sentences(entry, area)].map(([path]) => path));
  const has = new Set(paths(own));
  const all = paths(source);
  return all.filter((path) => has.has(path)).length / all.length;
}
