/** Makes the types of the words of the API and of rules from their source; `npm run words`. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { SOURCE_WORDS } from '@linggong/rules/words/source.ts';
import { readFolder, SOURCE } from '@linggong/words/languages.ts';
import { typesOf } from '@linggong/words/types-of.ts';

const WORDS = path.resolve(import.meta.dirname, '../src/words');
const OF_RULES = path.resolve(import.meta.dirname, '../../../packages/rules/src/words');
writeFileSync(path.join(WORDS, 'types.ts'), typesOf(readFolder(WORDS).get(SOURCE) ?? {}));
writeFileSync(path.join(OF_RULES, 'types.ts'), typesOf(SOURCE_WORDS));
