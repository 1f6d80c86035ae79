import type { Deps } from '../../deps.ts';
import type { FileKind } from '../../platform/files/kind.ts';
import { invalid } from '../../platform/problem.ts';
import { wordsOf } from '../../words/words.ts';

/** The kind of that name. Throws `request.invalid` where no feature has it. */
export function kindOf({ fileKinds }: Pick<Deps, 'fileKinds'>, name: string): FileKind {
  const kind = Object.hasOwn(fileKinds, name) ? fileKinds[name] : undefined;
  if (!kind) throw invalid([{ path: ['kind'], message: wordsOf('files').noKind }]);
  return kind;
}
