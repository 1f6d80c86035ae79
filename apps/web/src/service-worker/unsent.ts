import type { Words } from '#lib/words/types.ts';
import { shellPage, shellText } from './shell.ts';

type Said = Words['offline']['unsent'];

/** What can be said, as the page itself has it: in its reader's language. */
async function saidOf(): Promise<Said | null> {
  const text = /data-words="([^"]*)"/.exec(await shellText('/offline/unsent'))?.[1];
  return text ? (JSON.parse(decodeURIComponent(text)) as Said) : null;
}

const asText = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

type About = 'take' | 'withdraw' | 'agree' | 'signOut' | 'form' | 'file';

function aboutOf({ pathname, search }: URL): About {
  if (/^\/gigs\/\d/.test(pathname)) return 'take';
  if (pathname === '/my' && !search.startsWith('?/contact'))
    return search.startsWith('?/agree') ? 'agree' : 'withdraw';
  return search.startsWith('?/sign-out') ? 'signOut' : 'form';
}

/** A form of a page, read before it is sent: null where it carries files or what isn't a form. */
export function copyForm(request: Request): Promise<URLSearchParams> | null {
  const type = request.headers.get('content-type') ?? '';
  if (!type.startsWith('application/x-www-form-urlencoded')) return null;
  return request
    .clone()
    .text()
    .then((text) => new URLSearchParams(text));
}

/**
 * A form that got no answer: the page says so, and holds all that was in it, to be sent again as it was. Its key goes
 * with it, so that it is one act however often it is sent. `sure`: there was no connection when it was sent, so that it
 * has not gone out; else only the answer may be lost.
 */
export async function unsent(
  request: Request,
  fields: URLSearchParams | null,
  { looks, sure }: { looks: string; sure: boolean },
): Promise<Response> {
  const action = new URL(request.url);
  const hidden = [...(fields ?? [])].map(
    ([name, value]) => `<input type="hidden" name="${asText(name)}" value="${asText(value)}">`,
  );
  const about = fields ? aboutOf(action) : 'file';
  const said = await saidOf();
  if (!said) return Response.error();
  const words = sure ? said.no : said.unknown;
  const fill = {
    'lg.mark': words.mark,
    'lg.title': about === 'signOut' ? said.stillIn : words.title,
    'lg.said': words[about],
    'lg.about': about,
    'lg.again': about === 'signOut' ? said.leave : said.again,
    'lg.action': asText(action.pathname + action.search),
    'lg.fields': hidden.join(''),
    'lg.back': asText(new URL(request.referrer || action.pathname, action).pathname),
  };
  return shellPage('/offline/unsent', fill, looks);
}
