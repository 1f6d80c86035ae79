/** The path to return to after signing in; only a path of this site, else `/`. */
export function safePath(text: string | null | undefined): string {
  if (!text?.startsWith('/') || /[\\\s]|^\/\//.test(text)) return '/';
  const base = 'http://own.invalid';
  if (!URL.canParse(text, base)) return '/';
  const url = new URL(text, base);
  return url.origin === base ? url.pathname + url.search : '/';
}

/** The sign-in page that leads back to where one is. */
export const signInPath = (url: Pick<URL, 'pathname' | 'search'>): string =>
  `/sign-in?to=${encodeURIComponent(url.pathname + url.search)}`;
