/** Makes the types of the API's words from their source; `npm run words`. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { readFolder, SOURCE } from '@linggong/words/languages.ts';
import { typesOf } from '@linggong/words/types-of.ts';

const WORDS = path.resolve(import.meta.dirname, '../src/words');
writeFileSync(path.join(WORDS, 'types.ts'), typesOf(readFolder(WORDS).get(SOURCE) ?? {}));
