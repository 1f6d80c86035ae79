import type { Cookies } from '@sveltejs/kit';

type Options = Parameters<Cookies['set']>[2];

/** A cookie of ours, out of scripts' reach; also where a city's own network has no encryption. */
export const siteCookie = ({ protocol }: Pick<URL, 'protocol'>) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure: protocol === 'https:' }) as const;

/**
 * One `Set-Cookie` header as Kit's `cookies.set` takes it; null where it is no cookie. The value stays
 * encoded as it came.
 */
export function parseSetCookie(header: string): { name: string; value: string; options: Options } | null {
  const [pair = '', ...attributes] = header.split(';').map((part) => part.trim());
  const cut = pair.indexOf('=');
  if (cut < 1) return null;
  const options: Options = { path: '/', encode: (value) => value, httpOnly: false, secure: false };
  for (const attribute of attributes) {
    const [key = '', ...rest] = attribute.split('=');
    const value = rest.join('=');
    switch (key.toLowerCase()) {
      case 'path':
        options.path = value || '/';
        break;
      case 'max-age':
        options.maxAge = Number(value);
        break;
      case 'expires':
        options.expires = new Date(value);
        break;
      case 'domain':
        options.domain = value;
        break;
      case 'httponly':
        options.httpOnly = true;
        break;
      case 'secure':
        options.secure = true;
        break;
      case 'samesite':
        options.sameSite = value.toLowerCase() as 'lax' | 'strict' | 'none';
        break;
    }
  }
  return { name: pair.slice(0, cut), value: pair.slice(cut + 1), options };
}

/** Hands the cookies that the API set on to the browser. `each` is told of every one, with its decoded value. */
export function copyCookies(
  from: Response,
  to: Cookies,
  each: (name: string, value: string) => void = () => undefined,
): void {
  for (const header of from.headers.getSetCookie()) {
    const cookie = parseSetCookie(header);
    if (!cookie) continue;
    to.set(cookie.name, cookie.value, cookie.options);
    each(cookie.name, decodeURIComponent(cookie.value));
  }
}
