import { together } from '@linggong/words/catalogue.ts';
import type { Entry } from '@linggong/words/entry.ts';
import { catalogues } from '@linggong/words/languages.ts';
import { languagesOf } from '#lib/server/words/catalogues.ts';
import { OF_RULES } from '#lib/server/words/of-rules.ts';
import { readFrom } from './words.ts';

/** Tests outside of any request read the source language. */
const files = import.meta.glob<Entry>('./*/*.json', { eager: true, import: 'default' });
const source = languagesOf(
  together(catalogues(files, ''), new Map([['zh-CN', OF_RULES]])),
  (text) => text,
).get('zh-CN');

readFrom({ language: () => 'zh-CN', area: (name) => source?.words(name) });
