import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Catalogue } from '@linggong/words/catalogue.ts';
import type { Entry } from '@linggong/words/entry.ts';
import { typesOf } from '@linggong/words/types-of.ts';
import { OF_RULES } from '../../src/lib/server/words/of-rules.ts';
import { areasByRoute, areasModule } from './areas.ts';

const SRC = path.resolve(import.meta.dirname, '../../src');
export const WORDS = path.join(SRC, 'lib/words');

/** A language's files; in the source, what pages say by rules is among it. */
export const readCatalogue = (language: string): Catalogue =>
  Object.fromEntries([
    ...globSync('*.json', { cwd: path.join(WORDS, language) })
      .sort()
      .map((file) => [
        path.basename(file, '.json'),
        JSON.parse(readFileSync(path.join(WORDS, language, file), 'utf8')) as Entry,
      ]),
    ...(language === 'zh-CN' ? Object.entries(OF_RULES) : []),
  ]);

/** The files that are made, as they should be. */
export const madeFiles = () => [
  { file: path.join(WORDS, 'types.ts'), text: typesOf(readCatalogue('zh-CN')) },
  { file: path.join(SRC, 'lib/server/words/areas.ts'), text: areasModule(areasByRoute(SRC)) },
];
