import { readable } from '@linggong/words/entry.ts';
import { SOURCE_WORDS } from './source.ts';
import type { Words } from './types.ts';

/** What rules say with in the source language, as callers hand it in. */
export const SAID_IN_SOURCE = readable(SOURCE_WORDS, 'zh-CN') as Words;
