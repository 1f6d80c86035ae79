import type { HandleClientError } from '@sveltejs/kit/hooks';
import { errors } from '#lib/messages/errors.ts';
import { watchSession } from '#lib/session.ts';

watchSession();

/** What browsers say when no answer came, each in its own words. */
const NO_ANSWER = /fetch|load failed|network/i;

export const handleError: HandleClientError = ({ kind, error }) => {
  if (kind === 'app') return;
  if (kind === 'framework' && error.status === 404) return { message: errors.notFound.detail };
  const lost = !navigator.onLine || (error instanceof TypeError && NO_ANSWER.test(error.message));
  return lost
    ? { message: errors.offline.detail, code: 'network.lost', status: 503 }
    : { message: errors.broken.detail };
};
