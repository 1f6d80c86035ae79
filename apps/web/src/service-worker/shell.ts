import { version } from '$app/env';

/** Pages of our own for when there is no connection, with all that they are drawn with; a set for each build. */
const CACHE = `shell-${version}`;
/** Looks for the connection where a page can't, see `static/again.js`. */
export const AGAIN = '/again.js';
export type ShellPage = '/offline' | '/offline/unsent';

/** The files of the build, and of words, that a page names. They never change: their names do. */
export const assetsOf = (html: string): string[] => [
  ...new Set(html.match(/\/_app\/immutable\/[\w./-]+\.(?:js|css|svg|woff2)|\/words\/[\w./+-]+\.json/g)),
];

export async function keepShell(): Promise<void> {
  const cache = await caches.open(CACHE);
  const pages: ShellPage[] = ['/offline', '/offline/unsent'];
  await cache.addAll([...pages, AGAIN]);
  for (const page of pages) {
    await cache.addAll(assetsOf(await shellText(page)));
  }
}

/** Forgets the pages of earlier builds; `others`: the caches that are none of them. */
export async function forgetOldShells(others: string[]): Promise<void> {
  const old = (await caches.keys()).filter((key) => key !== CACHE && !others.includes(key));
  await Promise.all(old.map((key) => caches.delete(key)));
}

/** One of the pages as it is kept; empty where it is not. */
export const shellText = async (page: ShellPage): Promise<string> =>
  (await (await caches.match(page))?.text()) ?? '';

/** One of the pages, filled in: what stands in it for `%name%` by name. `looks`: attributes of its root. */
export async function shellPage(
  page: ShellPage,
  fill: Record<string, string>,
  looks = '',
): Promise<Response> {
  const kept = await caches.match(page);
  if (!kept) return Response.error();
  const html = (await kept.text())
    .replace('<html ', `<html ${looks} `)
    .replace(/%(lg\.\w+)%/g, (_, name: string) => fill[name] ?? '');
  return rewritten(kept, html);
}

/** The same answer with another text. */
export function rewritten(response: Response, html: string): Response {
  const headers = new Headers(response.headers);
  for (const name of ['content-length', 'content-encoding', 'etag']) headers.delete(name);
  return new Response(html, { status: 200, headers });
}
