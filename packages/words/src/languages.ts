import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Catalogue, filled, share } from './catalogue.ts';
import { type Entry, readable } from './entry.ts';

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
  /** An area as it is in the files, gaps filled. */
  entry(area: string): Entry;
  /** An area as it is used: what has places for something is a function. */
  words(area: string): unknown;
};

type Options = {
  /** Shows what the source says in another's place. */
  mark: (text: string) => string;
  /** What a version changes with besides. */
  versioned?: unknown;
};

/** Languages by their code; each has what the source has, in its own words as far as it has them. */
export function languagesOf(
  catalogues: ReadonlyMap<string, Catalogue>,
  { mark, versioned }: Options,
): Map<string, Language> {
  const source = catalogues.get(SOURCE) ?? {};
  return new Map(
    [...catalogues].map(([code, own]): [string, Language] => {
      const all = Object.fromEntries(
        Object.entries(source).map(([area, entry]) => [area, filled(entry, own[area], mark)]),
      );
      const ready = new Map<string, unknown>();
      const language: Language = {
        code,
        name: nameOf(own) ?? code,
        offered: share(source, own) >= ENOUGH,
        version: createHash('sha256')
          .update(JSON.stringify([all, versioned]))
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

/**
 * The catalogues of `files` (what each has, by its path), and of a folder of further languages where one is named.
 * `below`: where in the folder of a language its files are.
 */
export function catalogues(
  files: Readonly<Record<string, Entry>>,
  folder: string,
  below = '',
): Map<string, Catalogue> {
  const all = new Map<string, Record<string, Entry>>();
  const add = (code: string, file: string, entry: Entry) =>
    all.set(code, { ...all.get(code), [path.basename(file, '.json')]: entry });
  for (const [file, entry] of Object.entries(files)) add(path.basename(path.dirname(file)), file, entry);
  for (const file of folder ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : []) {
    const [code = '', ...rest] = file.split(path.sep);
    const name = rest.pop() ?? '';
    if (FURTHER.test(code) && FILE.test(name) && rest.join('/') === below)
      add(code, name, readEntry(path.join(folder, file)));
  }
  return all;
}

/** A folder of a further language; the source is the build's own. */
const FURTHER = /^(?!zh-CN$)[a-z]{2,3}(-\w{2,8})*$/;
const FILE = /^[\w-]+\.json$/;

function readEntry(file: string): Entry {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Entry;
  } catch (cause) {
    throw new Error(`${file} is no JSON.`, { cause });
  }
}

/** A folder of catalogues, `<language>/<area>.json`. */
export const readFolder = (folder: string): Map<string, Catalogue> =>
  catalogues(
    Object.fromEntries(
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.json'))
        .sort()
        .map((file) => [file, readEntry(path.join(folder, file))]),
    ),
    '',
  );
