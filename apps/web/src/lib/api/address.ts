import type { Called, QueryValue } from '@linggong/contracts/api/operation.ts';

type Values = Record<string, QueryValue>;

/** Where an operation is asked for, on our own origin. */
export function addressOf({ path }: Pick<Called, 'path'>, params: Values = {}, query?: Values): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
  return `/api/v1${filled}${queryString(query)}`;
}

/** `?a=1&b=x,y`, without what is empty; an empty string where nothing is left. */
export function queryString(query: Values = {}): string {
  const parts = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    const text = Array.isArray(value) ? value.join(',') : String(value ?? '');
    if (text) parts.set(key, text);
  }
  const text = parts.toString();
  return text && `?${text}`;
}
