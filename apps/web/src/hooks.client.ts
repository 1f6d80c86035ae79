import type { HandleClientError } from '@sveltejs/kit/hooks';
import { lastingFetch } from '#lib/live/lasting-fetch.ts';
import { scripted } from '#lib/live/scripted.ts';
import { watchSession } from '#lib/session/session.ts';
import { startWords } from '#lib/words/load.ts';
import { wordsOf } from '#lib/words/words.ts';

const errors = () => wordsOf('errors');

watchSession();
lastingFetch();

/** Where its words don't come a page stays as the server made it: all is done there without a script. */
export const init = startWords;

/** What browsers say when no answer came, each in its own words. */
const NO_ANSWER = /fetch|import|load failed|network/i;

export const handleError: HandleClientError = ({ kind, error }) => {
  if (kind === 'app') return;
  if (kind === 'framework' && error.status === 404) return { message: errors().notFound.detail };
  const lost = !navigator.onLine || (error instanceof TypeError && NO_ANSWER.test(error.message));
  // Its script did not all come: the page stays as the server made it, where all is done without one.
  if (lost && !scripted()) return new Promise(() => {});
  return lost
    ? { message: errors().offline.detail, code: 'network.lost', status: 503 }
    : { message: errors().broken.detail };
};
