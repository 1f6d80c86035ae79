import type { HandleClientError } from '@sveltejs/kit/hooks';
import { errors } from '#lib/messages/errors.ts';

export const handleError: HandleClientError = ({ kind, error }) => {
  if (kind === 'app') return;
  if (kind === 'framework' && error.status === 404) return { message: errors.notFound.detail };
  return { message: navigator.onLine ? errors.broken.detail : errors.offline.detail };
};
