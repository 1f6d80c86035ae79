import type { Entry } from './entry.ts';

/** A language: what its files have, by area. */
export type Catalogue = Readonly<Record<string, Entry>>;

/** `@key` beside `key` is a note for who translates. */
const isNote = (key: string) => key.startsWith('@');

/** What a language has, and in its gaps what the source has; `mark` shows a gap. Keys that the source lacks are left out. */
export function filled(source: Entry, own: Entry | undefined, mark: (text: string) => string): Entry {
  if (typeof source === 'string') return typeof own === 'string' ? own : mark(source);
  const part = (key: string | number) => (own as Record<string | number, Entry> | undefined)?.[key];
  if (Array.isArray(source)) return source.map((each, i) => filled(each, part(i), mark));
  return Object.fromEntries(
    Object.entries(source).flatMap(([key, each]) =>
      isNote(key) ? [] : [[key, filled(each, part(key), mark)]],
    ),
  );
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
