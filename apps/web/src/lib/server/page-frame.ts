import keptPage from './kept-page.js?raw';

/**
 * Where `app.html` has what is made for each request. Each begins with `<`, which nothing that people write can: pages
 * escape it, and so do the data in their scripts.
 */
export const MARKERS = {
  root: '<html lang="zh-CN" data-frame="attributes">',
  first: '<!--lg.first-->',
  footer: '<!--lg.footer-->',
} as const;

/**
 * In the page itself: a browser keeps a page for Back as soon as that is loaded, which waits for no module. The page's
 * policy knows it by its hash, see `vite.config.ts`.
 */
const FIRST = `<script>${keptPage}</script>`;

/** Asked for along with the page's script, which waits for them. */
const ahead = (file: string) => `<link rel="preload" as="fetch" crossorigin="anonymous" href="${file}">`;

type Frame = { language: string; attributes: string; footer: string; files: readonly string[] };

/** Puts the attributes of the root, the first script, the page's words and the foot into a piece of a page. */
export const fillFrame = (html: string, { language, attributes, footer, files }: Frame) =>
  html
    .replace(MARKERS.root, () => `<html lang="${language}" ${attributes}>`)
    .replace(MARKERS.first, () => FIRST + files.map(ahead).join(''))
    .replace(MARKERS.footer, () => footer);
