import type { Language } from '@linggong/words/languages.ts';
import type { WordFile } from '#lib/words/load.ts';
import type { Area } from '#lib/words/words.ts';
import { AREAS, SHARED } from './areas.ts';

/** One file has what all pages show; every other area is a file of its own. */
const SHARED_FILE = 'shared';
const ALONE = new Set(Object.values(AREAS).flatMap((areas): readonly string[] => areas ?? []));

/** The addresses of a page's words; none where it has no script to read them. `route`: its id, null for none. */
export function wordFiles({ code, version }: Language, route: string | null): string[] {
  const own = AREAS[route ?? ''];
  if (own === null) return [];
  return [SHARED_FILE, ...(own ?? [])].map((name) => `/words/${code}/${version}/${name}.json`);
}

/** What a file has; null where there is none of that name. */
export function wordFile(language: Language, name: string): WordFile | null {
  const has = (areas: readonly Area[]) =>
    Object.fromEntries(areas.map((area) => [area, language.entry(area)]));
  if (name === `${SHARED_FILE}.json`) return { words: has(SHARED), pages: PAGES };
  const area = name.replace(/\.json$/, '');
  return name.endsWith('.json') && ALONE.has(area) ? { words: has([area as Area]) } : null;
}

const PAGES = Object.fromEntries(
  Object.entries(AREAS).flatMap(([route, areas]) => (areas ? [[route, areas] as const] : [])),
);
