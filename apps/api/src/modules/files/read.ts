import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import { requireMay } from '../identity/public.ts';
import { kindOf } from './kinds.ts';
import { linkIs } from './link.ts';
import type { FileRecord } from './model.ts';
import { fileById } from './repository.ts';

/** What belongs to something is seen by who its feature says; what doesn't yet, by who put it. */
async function requireSees(deps: Deps, viewer: Viewer, file: FileRecord): Promise<void> {
  const { state, kind, ownerId, byAccountId } = file;
  if (state === 'kept' && ownerId) return kindOf(deps, kind).mayRead(viewer, ownerId);
  if (state !== 'loose' || byAccountId.toHexString() !== viewer.accountId) throw problem('file.not_found');
}

/**
 * A file, for the account that was given this address. Throws `file.link_ended` where its minutes are over, `file.not_found`
 * where it is another's, or whatever the feature says whose file it is.
 */
export async function readFile(
  deps: Deps,
  viewer: Viewer | null,
  asked: { id: string; until: number; mark: string },
): Promise<{ type: string; bytes: Buffer }> {
  requireMay(viewer, 'file.read');
  const link = linkIs(deps, viewer, asked);
  if (link === 'none') throw problem('file.not_found');
  if (link === 'ended') throw problem('file.link_ended');
  const file = await fileById(deps, asked.id);
  if (!file) throw problem('file.not_found');
  await requireSees(deps, viewer, file);
  return { type: file.type, bytes: await deps.blobs.read(file._id) };
}
