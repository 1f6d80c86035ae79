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

/** The sign-in page that leads back to where one is; from a form of a page to the page. */
export function signInPath({ pathname, search }: Pick<URL, 'pathname' | 'search'>): string {
  const parts = search.replace('?', '').split('&');
  const rest = parts.filter((part) => part && !part.startsWith('/')).join('&');
  return `/sign-in?to=${encodeURIComponent(rest ? `${pathname}?${rest}` : pathname)}`;
}
