import type { Middleware } from 'openapi-fetch';

/**
 * Keeps the cookies that the API sets, as a browser would: a session is one, and is prolonged by use. `kept`: those of
 * an earlier run, as `header` gave them.
 */
export function sessionCookies(kept = '') {
  const jar = new Map(
    kept.split('; ').flatMap((pair) => {
      const cut = pair.indexOf('=');
      return cut > 0 ? [[pair.slice(0, cut), pair.slice(cut + 1)] as const] : [];
    }),
  );
  const header = (): string => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');

  function take(line: string): void {
    const [pair = ''] = line.split(';');
    const cut = pair.indexOf('=');
    const [name, value] = [pair.slice(0, cut), pair.slice(cut + 1)];
    if (value === '' || /;\s*max-age=0\b/i.test(line)) jar.delete(name);
    else jar.set(name, value);
  }

  const middleware: Middleware = {
    onRequest({ request }) {
      if (jar.size > 0) request.headers.set('cookie', header());
      return request;
    },
    onResponse({ response }) {
      for (const line of response.headers.getSetCookie()) take(line);
    },
  };
  return { header, middleware };
}
