import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Catalogue, filled, share } from '#lib/words/catalogue.ts';
import { type Entry, readable } from '#lib/words/entry.ts';
import type { Area } from '#lib/words/words.ts';
import { AREAS, SHARED } from './areas.ts';

/** The language that all sentences are written in first; what another lacks is said in it. */
export const SOURCE = 'zh-CN';
/** A language that has less of the sentences is nobody's by itself and isn't offered. */
const ENOUGH = 0.9;

export type Language = {
  /** As `<html lang>` and `Intl` name it. */
  code: string;
  /** What it calls itself. */
  name: string;
  /** Whether it has enough words to be offered. */
  offered: boolean;
  /** Changes with any of its words, and with what is in which file. */
  version: string;
  /** An area as it is sent to browsers, gaps filled. */
  entry(area: Area): Entry;
  /** An area as pages use it. */
  words(area: Area): unknown;
};

/** The catalogues that the build has, and those in `folder`: `<language>/<area>.json` each. */
export function languagesOf(built: ReadonlyMap<string, Catalogue>, mark: (text: string) => string) {
  const source = built.get(SOURCE) ?? {};
  return new Map(
    [...built].map(([code, own]): [string, Language] => {
      const all = Object.fromEntries(
        Object.entries(source).map(([area, entry]) => [area, filled(entry, own[area], mark)]),
      );
      const ready = new Map<Area, unknown>();
      const language: Language = {
        code,
        name: nameOf(own) ?? code,
        offered: share(source, own) >= ENOUGH,
        version: createHash('sha256')
          .update(JSON.stringify([all, SHARED, AREAS]))
          .digest('base64url')
          .slice(0, 8),
        entry: (area) => all[area] ?? {},
        words(area) {
          const words = ready.get(area) ?? readable(language.entry(area), code);
          ready.set(area, words);
          return words;
        },
      };
      return [code, language];
    }),
  );
}

const nameOf = ({ common }: Catalogue) => (common as Record<string, string> | undefined)?.language;

/** `files`: what each of the build's files has, by path. `folder`: with files of further languages, or empty. */
export function catalogues(files: Readonly<Record<string, Entry>>, folder: string): Map<string, Catalogue> {
  const all = new Map<string, Record<string, Entry>>();
  const add = (file: string, entry: Entry) => {
    const [code = '', area = ''] = file
      .replace(/\.json$/, '')
      .split('/')
      .slice(-2);
    all.set(code, { ...all.get(code), [area]: entry });
  };
  for (const [file, entry] of Object.entries(files)) add(file, entry);
  for (const file of folder ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [])
    if (FURTHER.test(file)) add(file, readEntry(path.join(folder, file)));
  return all;
}

/** A file of a folder of further languages; the source is the build's own. */
const FURTHER = /^(?!zh-CN\/)[a-z]{2,3}(-\w{2,8})*\/[\w-]+\.json$/;

function readEntry(file: string): Entry {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Entry;
  } catch (cause) {
    throw new Error(`${file} is no JSON.`, { cause });
  }
}
