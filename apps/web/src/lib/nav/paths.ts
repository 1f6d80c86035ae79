/** What browsers read otherwise than it looks: backslashes, blanks, controls, a host. */
const UNSAFE = /[\\\s\p{Cc}\p{Cf}]|^\/\//u;

/** The path to return to after signing in; only a path of this site, else `/`. */
export function safePath(text: string | null | undefined): string {
  if (!text?.startsWith('/') || UNSAFE.test(text)) return '/';
  const base = 'http://own.invalid';
  if (!URL.canParse(text, base)) return '/';
  const url = new URL(text, base);
  const path = url.pathname + url.search;
  // Dots are resolved by then: of `/.//host` is left what a browser takes for a host.
  return url.origin === base && !path.startsWith('//') ? path : '/';
}

/** The sign-in page that leads back to where one is. */
export const signInPath = (url: Pick<URL, 'pathname' | 'search'>): string =>
  `/sign-in?to=${encodeURIComponent(url.pathname + url.search)}`;
