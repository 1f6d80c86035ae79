/**
 * Makes `src/posting/syllables.ts` again: of the syllables that the spelled words are made of, the characters of
 * GB 2312 that sound so. A dictionary of all sounds is 30 times as large, and the rules run in the browser.
 */
import { writeFileSync } from 'node:fs';
import { pinyin } from 'pinyin-pro';
import { SPELLED } from '../src/posting/spell-words.ts';

const decoder = new TextDecoder('gb2312');
const characters: string[] = [];
for (let row = 0xb0; row <= 0xf7; row++) {
  for (let cell = 0xa1; cell <= 0xfe; cell++) {
    const character = decoder.decode(new Uint8Array([row, cell]));
    if (/^\p{Script=Han}$/u.test(character)) characters.push(character);
  }
}

const known = new Map<string, string>();
for (const [word, sounds] of SPELLED) {
  const syllables = sounds.split(' ');
  [...word].forEach((character, i) => {
    known.set(character, syllables[i]!);
  });
}
const bySyllable = new Map<string, string[]>([...new Set(known.values())].sort().map((s) => [s, []]));
for (const character of characters) {
  const sound =
    known.get(character) ?? pinyin(character, { toneType: 'none', type: 'string', v: true }).toLowerCase();
  bySyllable.get(sound)?.push(character);
}

const lines = [...bySyllable].map(([syllable, found]) => `  ${syllable}: '${found.join('')}',`);
writeFileSync(
  new URL('../src/posting/syllables.ts', import.meta.url),
  `/** Characters by their sound without tone. Made by \`scripts/make-syllables.ts\`; not written by hand. */
export const SYLLABLES: Readonly<Record<string, string>> = {
${lines.join('\n')}
};
`,
);
