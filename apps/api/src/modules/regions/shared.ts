import type { Types } from 'mongoose';

/** The region that all these paths share, or null. */
export function sharedRegion(paths: readonly (readonly Types.ObjectId[])[]): Types.ObjectId | null {
  const [first, ...others] = paths;
  if (!first || paths.some((path) => path.length === 0)) return null;
  const shared = first.findLastIndex((id, depth) => others.every((path) => path[depth]?.equals(id)));
  return first[shared] ?? null;
}
