import type { Deps } from '../../deps.ts';
import { ProblemError } from '../../platform/problem.ts';

const PER_HOUR = { points: 60, seconds: 3600 };

/** Nothing was received. */
const NOT_RECEIVED: ReadonlySet<string> = new Set([
  'import.too_many',
  'import.own_busy',
  'import.busy',
  'request.broken_off',
]);

/**
 * Counts an upload of an account around `work`, and takes that back where its body didn't come whole or there was no
 * place for it. Throws `import.too_many` with the seconds to wait.
 */
export async function countingUploads<T>(
  { limits }: Pick<Deps, 'limits'>,
  accountId: string,
  work: () => Promise<T>,
): Promise<T> {
  try {
    await limits.take('imports', accountId, PER_HOUR, 'import.too_many');
    return await work();
  } catch (error) {
    if (error instanceof ProblemError && NOT_RECEIVED.has(error.code))
      await limits.giveBack('imports', accountId, PER_HOUR);
    throw error;
  }
}
