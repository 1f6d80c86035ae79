import type { RequestEvent } from '@sveltejs/kit';
import { type Call, makeCall } from '#lib/api/client.ts';

/**
 * A client that sends the form of this request on as it comes: a file in it is neither held nor read in here. It can
 * be called once. `more` are headers of our own.
 */
export function sendOn(
  { fetch, request }: Pick<RequestEvent, 'fetch' | 'request'>,
  more: Record<string, string> = {},
): Call {
  const { body } = request;
  const told = ['content-type', 'content-length'].flatMap((name) => {
    const value = request.headers.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  return makeCall((path, options) => {
    const headers = { ...(options?.headers as Record<string, string>), ...more, ...Object.fromEntries(told) };
    // Without `duplex` a body of unknown length is refused; the types don't know it.
    return fetch(path, { ...options, headers, body, duplex: 'half' } as RequestInit);
  });
}
