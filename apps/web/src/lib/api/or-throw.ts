import { error } from '@sveltejs/kit';
import type { Answer } from './client.ts';

/** The data of an answer, or Kit's error page with the API's sentence; `next`: what can still be done. For load functions. */
export function orThrow<T>(answer: Answer<T>, next?: App.Error['next']): T {
  if (answer.ok) return answer.data;
  const { status, detail, code, instance } = answer.problem;
  error(status >= 400 ? status : 500, detail, { code, requestId: instance || undefined, next });
}
