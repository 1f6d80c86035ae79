import type { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { desksOf, type GigRecord } from '../gigs/public.ts';
import { regionsByIds } from '../regions/public.ts';
import type { ImportRecord } from './model.ts';

/** For whom a file is read: the office of an import, and whom it has the file from. */
export type Importer = Pick<ImportRecord, 'sourceName' | 'deskPath'>;
/** Who brought a posting in: the office itself, one below it, or another one. */
export type Whose = 'own' | 'below' | 'other';
export type Sourced = Pick<GigRecord, '_id' | 'source' | 'deskPath' | 'state'>;

const ORDER: readonly Whose[] = ['own', 'below', 'other'];

/** The office's region: by it the ids of a source are told apart from those that other offices brought in. */
export const officeIdOf = ({ deskPath }: Pick<ImportRecord, 'deskPath'>): Types.ObjectId => deskPath.at(-1)!;

/**
 * Those of forwarded gigs that an office may hear of: what it brought in, and what lies on its desk. The others are
 * nothing to it, whatever their source and id. Its own come first, then those of offices below it.
 */
export async function seenBy<G extends Sourced>(
  deps: Deps,
  importer: Pick<Importer, 'deskPath'>,
  gigs: readonly G[],
): Promise<(G & { whose: Whose })[]> {
  const officeId = officeIdOf(importer);
  const regions = await regionsByIds(
    deps,
    gigs.flatMap(({ source }) => source?.officeId ?? []),
  );
  const whose = ({ source }: G): Whose => {
    if (source?.officeId?.equals(officeId)) return 'own';
    const region = regions.get(String(source?.officeId));
    return region?.path.some((id) => id.equals(officeId)) ? 'below' : 'other';
  };
  return gigs
    .map((gig) => ({ ...gig, whose: whose(gig) }))
    .filter((gig) => gig.whose === 'own' || desksOf(gig).some((id) => id.equals(officeId)))
    .sort((one, two) => ORDER.indexOf(one.whose) - ORDER.indexOf(two.whose));
}
