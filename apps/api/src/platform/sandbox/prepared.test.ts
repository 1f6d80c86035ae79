import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { prepared } from './prepared.ts';

test('what is ready is of the sources as they are, and made once for each state of them', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'prepared-'));
  const word = (text: string) =>
    writeFileSync(join(folder, 'word.ts'), `export const word: string = '${text}';`);
  const inside = new URL('./inside.ts', import.meta.url).pathname;
  const source = `import { inside, send } from '${inside}';\nimport { word } from './word.ts';\ninside(async () => send({ word }));`;
  writeFileSync(join(folder, 'entry.ts'), source);
  const entry = pathToFileURL(join(folder, 'entry.ts'));
  const made = async () => {
    const file = await prepared(entry);
    return { file, at: statSync(file).mtimeMs, text: readFileSync(file, 'latin1') };
  };
  let file: string | undefined;
  try {
    word('the first of them');
    const first = await made();
    file = first.file;
    expect(first.text).toContain('the first of them');
    expect(await Promise.all([made(), made()])).toEqual([first, first]);
    word('another one');
    const second = await made();
    expect(second.text).toContain('another one');
    expect(second.text).not.toContain('the first of them');
    expect((await made()).at).toBe(second.at);
  } finally {
    rmSync(folder, { recursive: true });
    for (const each of file ? [file, `${file}.json`] : []) rmSync(each);
  }
});
