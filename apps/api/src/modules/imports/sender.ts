import type { Deps } from '../../deps.ts';
import type { GigRecord, Sender } from '../gigs/public.ts';
import { officeOf } from '../identity/public.ts';
import { regionById } from '../regions/public.ts';
import { importedBy } from './repository/imports.ts';

/** How to reach who sent a forwarded posting: what its import says of them, and the office that brought it in. */
export async function senderOf(
  deps: Deps,
  gig: Pick<GigRecord, 'importId' | 'source' | 'deskPath'>,
): Promise<Sender> {
  if (!gig.source) return { contact: '', office: null };
  const by = gig.importId ? await importedBy(deps, gig.importId) : null;
  const deskId = (by ?? gig).deskPath.at(-1);
  const desk = deskId ? await regionById(deps, deskId) : null;
  return { contact: by?.sourceContact ?? '', office: desk && officeOf(desk) };
}
