/** Makes what follows from the catalogues and from who asks for words; `--check` only says what is not fresh. */
import { readFileSync, writeFileSync } from 'node:fs';
import { madeFiles } from './words/made.ts';

const check = process.argv.includes('--check');
for (const { file, text } of madeFiles()) {
  if (readFileSync(file, 'utf8') === text) continue;
  if (check) {
    console.error(`${file} is not fresh: npm run words`);
    process.exitCode = 1;
  } else writeFileSync(file, text);
}
