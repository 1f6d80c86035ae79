import { PROBLEMS, type Problem, type ProblemCode } from '@linggong/contracts/problem.ts';

export type ProblemExtras = Partial<
  Pick<
    Problem,
    | 'errors'
    | 'refusal'
    | 'flags'
    | 'retryAfterSeconds'
    | 'differences'
    | 'changes'
    | 'cannot'
    | 'rest'
    | 'version'
    | 'held'
    | 'sent'
    | 'title'
    | 'detail'
    | 'challenge'
    | 'ticket'
    | 'known'
  >
>;

/** What people read when something did not go: what happened, what was kept, what to do. */
export type ProblemText = { title: string; detail: string };
export type ProblemTexts = { readonly [C in ProblemCode]?: ProblemText };
export type AllProblemTexts = Readonly<Record<ProblemCode, ProblemText>>;

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

/** The body of an answer for `error`; `requestId` becomes its `instance`. */
export function toProblem(error: ProblemError, requestId: string, texts: AllProblemTexts): Problem {
  const { title, detail } = texts[error.code];
  return {
    type: `/api/docs/problems#${error.code}`,
    title,
    status: PROBLEMS[error.code],
    detail,
    instance: requestId,
    code: error.code,
    ...error.extras,
  };
}

type Issue = { path?: readonly (PropertyKey | { key: PropertyKey })[]; message: string };

/** All that is wrong with an input, without a word of what was sent. */
export function invalid(issues: readonly Issue[]) {
  const errors = issues.map((issue) => ({
    path: (issue.path ?? []).map((p) => String(typeof p === 'object' ? p.key : p)).join('.'),
    message: issue.message,
  }));
  return problem('request.invalid', { errors });
}
