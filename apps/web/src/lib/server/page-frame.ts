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

/** Puts the attributes of the root, the first script and the foot into a piece of a page. */
export const fillFrame = (html: string, { attributes, footer }: { attributes: string; footer: string }) =>
  html
    .replace(MARKERS.root, () => `<html lang="zh-CN" ${attributes}>`)
    .replace(MARKERS.first, () => FIRST)
    .replace(MARKERS.footer, () => footer);
