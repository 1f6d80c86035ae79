import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fillFrame, MARKERS } from './page-frame.ts';

const app = readFileSync(new URL('../../app.html', import.meta.url), 'utf8');
const made = {
  language: 'zh-CN',
  files: ['/words/zh-CN/1/common.json'],
  attributes: 'data-theme="night" data-who="$&"',
  footer: '<footer>$1 $& 备案</footer>',
};
const WRITTEN = [
  ...Object.values(MARKERS),
  '%lg.footer%',
  '%lg.attributes%',
  '%sveltekit.body%',
  '<!--lg.footer--><!--lg.footer-->',
];
/** As pages have it in their text and attributes, and in the data of their scripts. */
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const inScript = (text: string) => JSON.stringify(text).replaceAll('<', '\\u003C');

test('the frame has each place once', () => {
  for (const marker of Object.values(MARKERS)) expect(app.split(marker)).toHaveLength(2);
  expect(app).not.toMatch(/%lg\./);
});

test('attributes and foot are put in as they are', () => {
  const page = fillFrame(app, made);
  expect(page).toContain(`<html lang="zh-CN" ${made.attributes}>`);
  expect(page).toContain(made.footer);
  for (const marker of Object.values(MARKERS)) expect(page).not.toContain(marker);
});

test.each(WRITTEN)('%j that somebody wrote stays text', (text) => {
  const said = `<h1 title="${escaped(text)}">${escaped(text)}</h1><script>a = ${inScript(text)}</script>`;
  const page = fillFrame(
    app.replace('%sveltekit.body%', () => said),
    made,
  );
  expect(page).toContain(said);
  expect(page.split(made.footer)).toHaveLength(2);
  // Where a page comes in pieces, one of them may have nothing of the frame.
  expect(fillFrame(said, made)).toBe(said);
});

test('it says which language the page is in, and asks for its words at once', () => {
  const page = fillFrame(app, { ...made, language: 'bo' });
  expect(page).toContain('<html lang="bo"');
  expect(page).not.toContain('zh-CN" data');
  expect(page).toContain('as="fetch" crossorigin="anonymous" href="/words/zh-CN/1/common.json">');
});
