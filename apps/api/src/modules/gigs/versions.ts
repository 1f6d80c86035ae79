import type { Posting } from '@linggong/contracts/posting.ts';
import type { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import type { GigRecord } from './model.ts';
import { insertVersion, keptVersions } from './repository/versions.ts';

type Version = { gigId: Types.ObjectId; version: number };
const keyOf = ({ gigId, version }: { gigId: { toString(): string }; version: number }) =>
  `${gigId.toString()} ${version}`;

/**
 * Keeps what a gig's present version says before another takes its place: who took it agreed to that. In the
 * transaction of the change. The first change after a publication keeps it, later ones leave it as it is.
 */
export async function keepVersion(deps: Deps, gig: GigRecord): Promise<void> {
  if (gig.version === 0) return;
  await insertVersion(deps, gig, deps.clock());
}

/**
 * What versions of gigs say, by `gigs` as they are now and by what was kept; undefined for a version that never was.
 * The last version of a gig that has been changed since is among the kept ones.
 */
export async function postingsAt(
  deps: Deps,
  gigs: ReadonlyMap<string, Pick<GigRecord, 'version' | 'posting' | 'state'>>,
  asked: readonly Version[],
): Promise<(version: Version) => Posting | undefined> {
  const old = asked.filter(({ gigId, version }) => {
    const gig = gigs.get(gigId.toHexString());
    return gig !== undefined && (gig.version !== version || gig.state !== 'published');
  });
  const kept = old.length > 0 ? await keptVersions(deps, old) : [];
  const byKey = new Map(kept.map((record) => [keyOf(record), record.posting]));
  return (version) => {
    const gig = gigs.get(version.gigId.toHexString());
    return byKey.get(keyOf(version)) ?? (gig?.version === version.version ? gig.posting : undefined);
  };
}
