import { PROBLEMS, type Problem, type ProblemCode } from '@linggong/contracts/problem.ts';
import { withStation } from '../messages/station.ts';
import { problemTexts } from '../messages/zh-CN.ts';

export type ProblemExtras = Partial<
  Pick<
    Problem,
    | 'errors'
    | 'refusal'
    | 'flags'
    | 'retryAfterSeconds'
    | 'differences'
    | 'changes'
    | 'version'
    | 'held'
    | 'sent'
    | 'title'
    | 'detail'
    | 'challenge'
  >
>;

/** An error that a client may see. Anything else that is thrown is answered as `server.error` without a word of it. */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly extras: ProblemExtras;
  constructor(code: ProblemCode, extras: ProblemExtras = {}) {
    super(extras.detail ?? code);
    this.code = code;
    this.extras = extras;
  }
}

export const problem = (code: ProblemCode, extras?: ProblemExtras) => new ProblemError(code, extras);

/** The body of an answer for `error`; `requestId` becomes its `instance`. Its sentence names the station by `phone`. */
export function toProblem(error: ProblemError, requestId: string, phone?: string): Problem {
  const { title, detail } = problemTexts[error.code];
  return {
    type: `/api/docs/problems#${error.code}`,
    title,
    status: PROBLEMS[error.code],
    detail: withStation(detail, phone),
    instance: requestId,
    code: error.code,
    ...error.extras,
  };
}
