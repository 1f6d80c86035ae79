import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { retryingDuplicates } from '../../platform/database.ts';
import { desksOf } from '../people/public.ts';
import { homeRegion, regionsByIds } from '../regions/public.ts';
import { isCounty } from './county.ts';
import { tellAlarm } from './events.ts';
import type { AlarmRecord } from './model.ts';
import { addAlarm, alarmOnce, changeAlarm } from './repository.ts';

type Id = Types.ObjectId;
type Path = readonly Id[];

/** So many people of each are named. */
const NAMED = 60;

/** Whom something is about, and where it is, if they have no home: the regions in charge of the gig. */
export type About = { personId: Id; place?: Path };

export type Found = Pick<AlarmRecord, 'once' | 'kind' | 'proxyId' | 'count' | 'of'> &
  Partial<Pick<AlarmRecord, 'employerId' | 'employerName'>> & {
    about: readonly About[];
    /** By whose grant it is known who acts; absent: they act for all. */
    actsFor?: Id;
  };

/** What an alarm is once, in one county or where no county is, the city: the last of `path`. */
export const onceIn = (once: string, path: Path): string => `${once}:${path.at(-1)}`;

type Touched = { path: Path; ids: Set<string> };

/** The counties that something touches, each with whom it is about there; never none: else it is the city's. */
async function touchedBy(deps: Deps, about: readonly About[]): Promise<Touched[]> {
  const desks = await desksOf(
    deps,
    about.map(({ personId }) => personId),
  );
  const placed = about.map(({ personId, place }) => {
    const id = personId.toHexString();
    return { id, path: desks.get(id) ?? place ?? [] };
  });
  const regions = await regionsByIds(
    deps,
    placed.flatMap(({ path }) => path),
  );
  const touched = new Map<string, Touched>();
  for (const { id, path } of placed) {
    const county = path.filter((one) => isCounty(regions.get(String(one))?.level));
    if (county.length === 0) continue;
    const of = touched.get(String(county.at(-1))) ?? { path: county, ids: new Set() };
    touched.set(String(county.at(-1)), of);
    of.ids.add(id);
  }
  if (touched.size > 0) return [...touched.values()];
  return [{ path: (await homeRegion(deps)).path, ids: new Set() }];
}

type Figures = Pick<AlarmRecord, 'once' | 'proxyId' | 'count' | 'of' | 'elsewhere'>;
const isAsTold = (known: AlarmRecord, { count, of, proxyId, elsewhere }: Figures): boolean =>
  known.count === count &&
  known.of === of &&
  known.elsewhere === elsewhere &&
  (!proxyId || proxyId.equals(known.proxyId ?? ''));

async function raiseIn(deps: Deps, { path, ids }: Touched, found: Found, reopens: boolean): Promise<void> {
  const { kind, about, actsFor, ...rest } = found;
  const all = [...new Set(about.map(({ personId }) => personId.toHexString()))];
  // Its own are named first; who else is named is a matter of who reads.
  const ordered = [...ids, ...all.filter((id) => !ids.has(id))];
  const proxyId = !actsFor || ids.has(actsFor.toHexString()) ? found.proxyId : null;
  const once = onceIn(found.once, path);
  const figures = {
    ...rest,
    once,
    personIds: ordered.slice(0, NAMED).map((id) => new Types.ObjectId(id)),
    people: all.length,
    elsewhere: all.length - ids.size,
  };
  const of = { kind, deskPath: [...path], employerId: null, employerName: '' };
  const fresh = { at: deps.clock(), aside: null };
  await retryingDuplicates(() =>
    deps.transaction(async () => {
      const known = await alarmOnce(deps, once);
      if (known && isAsTold(known, { ...figures, proxyId })) return;
      const grown = known && reopens && found.count > known.count ? fresh : {};
      const acts = { proxyId: proxyId ?? known?.proxyId ?? null };
      const alarm = known
        ? await changeAlarm(deps, known._id, { ...figures, ...acts, ...grown })
        : await addAlarm(deps, { _id: new Types.ObjectId(), ...of, ...figures, ...acts, ...fresh });
      if (alarm) await tellAlarm(deps, alarm);
    }),
  );
}

/**
 * Tells each county that something touches of it once; told again it has the figures of the last. One that was set aside
 * stays so, but with `reopens` where there are more by now. Not within a transaction.
 */
export async function raise(deps: Deps, found: Found, { reopens }: { reopens: boolean }): Promise<void> {
  for (const county of await touchedBy(deps, found.about)) await raiseIn(deps, county, found, reopens);
}
