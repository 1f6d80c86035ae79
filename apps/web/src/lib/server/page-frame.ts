/**
 * Where `app.html` has what is made for each request. Each begins with `<`, which nothing that people write can: pages
 * escape it, and so do the data in their scripts.
 */
export const MARKERS = {
  root: '<html lang="zh-CN" data-frame="attributes">',
  footer: '<!--lg.footer-->',
} as const;

/** Puts the attributes of the root and the foot into a piece of a page. */
export const fillFrame = (html: string, { attributes, footer }: { attributes: string; footer: string }) =>
  html.replace(MARKERS.root, () => `<html lang="zh-CN" ${attributes}>`).replace(MARKERS.footer, () => footer);
