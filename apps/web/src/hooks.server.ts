import type { Me } from '@linggong/contracts/account.ts';
import { getMe } from '@linggong/contracts/api/identity.ts';
import { sessionCookieName } from '@linggong/contracts/session-cookie.ts';
import type { RequestEvent } from '@sveltejs/kit';
import type { Handle, HandleFetch, HandleServerError } from '@sveltejs/kit/hooks';
import { makeCall } from '#lib/api/client.ts';
import { DISPLAY_COOKIE, displayAttributes, parseDisplay } from '#lib/features/display/display.ts';
import { aboutOf } from '#lib/server/about.ts';
import { copyCookies } from '#lib/server/cookies.ts';
import { footerHtml } from '#lib/server/footer.ts';
import { allowTiles } from '#lib/server/map-sources.ts';
import { fillFrame } from '#lib/server/page-frame.ts';
import { forgiveForms } from '#lib/server/read-form.ts';
import { tellWho, whoOf } from '#lib/server/who.ts';
import { anothersForm, leadTo } from '#lib/server/whose.ts';
import { followAccount, languageFor, withChoice } from '#lib/server/words/choice.ts';
import { wordFiles } from '#lib/server/words/files.ts';
import { languageChoice, sourceLanguage } from '#lib/server/words/languages.ts';
import { inLanguage } from '#lib/server/words/reader.ts';
import type { Words } from '#lib/words/types.ts';
import { API_ORIGIN, PUBLIC_ORIGIN } from '$app/env/private';

const SESSION_COOKIE = sessionCookieName(PUBLIC_ORIGIN.startsWith('https:'));

const HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(self), geolocation=(self), microphone=(), payment=(), usb=()',
};

/** Made without knowing who looks: the pages that the service worker keeps for want of a connection, and words. */
const EVERYBODYS = /^\/(offline|words)\b/;

/** `session`: the browser's, where it matters; `me`: see `signedIn`. */
type Asked = { everybodys: boolean; session: string | undefined; me: Me | null | undefined };

export const handle: Handle = async (input) => {
  const { event } = input;
  const { locals, cookies, request } = event;
  locals.requestId = request.headers.get('x-request-id') ?? crypto.randomUUID();
  locals.language = languageFor(event);
  const everybodys = EVERYBODYS.test(event.route.id ?? '');
  const session = everybodys ? undefined : cookies.get(SESSION_COOKIE);
  const me = session ? await inLanguage(locals.language, () => signedIn(event)) : null;
  if (me !== undefined && !everybodys) {
    followAccount(event, me);
    locals.language = languageFor(event);
  }
  return inLanguage(locals.language, () => answer(input, { everybodys, session, me }));
};

async function answer(
  { event, resolve }: Parameters<Handle>[0],
  { everybodys, session, me }: Asked,
): Promise<Response> {
  const { locals, cookies, request } = event;
  locals.display = parseDisplay(everybodys ? undefined : cookies.get(DISPLAY_COOKIE));
  locals.me = me || null;
  locals.sessionOver = me === null && session !== undefined;
  if (request.method === 'POST') forgiveForms(request);
  const elsewhere = await anothersForm(event);
  if (elsewhere) return leadTo(elsewhere, request);
  // So is a page that nobody knows whose it is.
  const who = everybodys || me === undefined ? undefined : whoOf(me ? session : undefined);
  if (who !== undefined) tellWho(cookies, event.url, who);

  const attributes = [displayAttributes(locals.display), who === undefined ? '' : `data-who="${who}"`].join(
    ' ',
  );
  const about = everybodys ? null : await aboutOf(makeCall(event.fetch));
  const footer = footerHtml(about, everybodys ? null : languageChoice(event));
  const files = wordFiles(locals.language, event.route.id);
  const response = await resolve(event, {
    transformPageChunk: ({ html }) =>
      fillFrame(html, { language: locals.language.code, attributes, footer, files }),
  });
  for (const [name, value] of Object.entries(HEADERS)) response.headers.set(name, value);
  allowTiles(response.headers, about?.map ?? null);
  if (who !== undefined) response.headers.set('x-linggong-who', (!locals.signedOut && who) || 'nobody');
  // A page shows the moment: nobody's may be kept for "back", a person's goes with the session.
  if (!response.headers.has('cache-control')) {
    response.headers.set('cache-control', locals.me ? 'private, no-store' : 'private, no-cache');
    response.headers.append('vary', 'cookie, accept-language');
  }
  if (locals.signedOut) response.headers.set('clear-site-data', '"storage"');
  return response;
}

/** Null: nobody is. Undefined: the API could not say. */
async function signedIn(event: RequestEvent): Promise<Me | null | undefined> {
  const answer = await makeCall(event.fetch)(getMe);
  if (answer.ok) return answer.data;
  return answer.problem.status === 401 ? null : undefined;
}

/** Sends `/api/*` to the API: within the process where it is mounted there, else over HTTP. */
export const handleFetch: HandleFetch = async ({ event, request, fetch }) => {
  const url = new URL(request.url);
  if (url.origin !== event.url.origin || !url.pathname.startsWith('/api/')) return fetch(request);

  const mounted = event.platform?.req;
  const clientIp = mounted?.clientIp ?? event.getClientAddress();
  const forwarded = new Request(
    mounted?.apiFetch ? request.url : new URL(url.pathname + url.search, API_ORIGIN),
    request,
  );
  const { headers } = forwarded;
  headers.set('cookie', withChoice(event));
  headers.set('accept-language', event.request.headers.get('accept-language') ?? '');
  headers.set('x-request-id', event.locals.requestId);
  headers.set('x-real-ip', clientIp);
  headers.set('user-agent', event.request.headers.get('user-agent') ?? '');
  // Only pages of this origin come this way: Kit has already refused forms of others.
  headers.set('origin', event.url.origin);
  const response = mounted?.apiFetch
    ? await mounted.apiFetch(forwarded, clientIp)
    : await globalThis.fetch(forwarded);
  copyCookies(response, event.cookies, (name, value) => {
    if (name !== SESSION_COOKIE) return;
    tellWho(event.cookies, event.url, whoOf(value));
    event.locals.signedOut = value === '';
  });
  return response;
};

export const handleError: HandleServerError = ({ event, kind, error }) => {
  const { requestId, language = sourceLanguage } = event.locals;
  const errors = language.words('errors') as Words['errors'];
  if (kind === 'app') return { requestId };
  if (kind === 'framework' && error.status === 404) return { message: errors.notFound.detail, requestId };
  if (kind === 'unknown') console.error(`request ${requestId}:`, error);
  return { message: errors.broken.detail, requestId };
};
