import { type ActionFailure, fail } from '@sveltejs/kit';
import type { ApiProblem } from './client.ts';

/** What a form shows after it was refused: the sentence, the wrong fields by their path, and all that was typed. */
export type FormFailure<V> = {
  problem: Pick<ApiProblem, 'code' | 'detail' | 'retryAfterSeconds' | 'challenge'>;
  errors: Record<string, string>;
  values: V;
};

/** Answers a form action with the API's refusal. Nothing typed is lost: `values` go back into the fields. */
export function refuse<V>(problem: ApiProblem, values: V): ActionFailure<FormFailure<V>> {
  const { code, detail, retryAfterSeconds, challenge } = problem;
  const fields = Object.fromEntries((problem.errors ?? []).map(({ path, message }) => [path, message]));
  return fail(problem.status, {
    problem: { code, detail, retryAfterSeconds, challenge },
    errors: fields,
    values,
  });
}
