import type { ReportGroup, Saying } from '@linggong/contracts/report.ts';
import { gigState } from '@linggong/rules/gig-state.ts';
import { KINDS_BY_GRAVITY } from '@linggong/rules/report.ts';
import type { Deps } from '../../deps.ts';
import { byId } from '../../platform/database.ts';
import { employersByIds } from '../employers/public.ts';
import { type GigRead, gigsWithoutTerms } from '../gigs/public.ts';
import { placeNames, regionOf } from '../regions/public.ts';
import type { ReportRecord } from './model.ts';
import {
  firstOfGroup,
  type Group,
  latestOfGroup,
  ownersOfSayings,
  type ReportOwner,
  type ReportSource,
  reportsByIds,
  sourcesOf,
} from './repository/groups.ts';

/** So many different sayings of a gig are shown; the others are counted. */
const SAID = 20;
/** So many are read for that, in turns: the latest of each person first, then what they said before it. */
const READ = 300;

/** So many are put in turns. */
const TURNS = 5000;

const whoOf = ({ _id, personId, from }: ReportOwner) => String(personId ?? from ?? _id);

/**
 * Those of a group that say something, in turns: the latest of each person, the weightiest person first, then what each
 * said before that, so that nobody who says much hides what another said.
 */
async function inTurns(deps: Deps, group: Group): Promise<ReportRecord[]> {
  const had = new Map<string, number>();
  const turns = (await ownersOfSayings(deps, group, TURNS)).map((report) => {
    const turn = had.get(whoOf(report)) ?? 0;
    had.set(whoOf(report), turn + 1);
    return { id: report._id, turn };
  });
  const ids = turns
    .toSorted((a, b) => a.turn - b.turn)
    .slice(0, READ)
    .map(({ id }) => id);
  const read = byId(await reportsByIds(deps, ids));
  return ids.flatMap((id) => read.get(String(id)) ?? []);
}

const counted = (sources: readonly ReportSource[], which: (source: ReportSource) => boolean) =>
  new Set(sources.filter(which).map(({ _id }) => String(_id.whose))).size;

function sayings(reports: readonly ReportRecord[]): Saying[] {
  const said = new Map<string, { saying: Saying; whose: Set<string> }>();
  for (const report of reports) {
    const { _id, kind, text, phone, personId, by, at } = report;
    const who = whoOf(report);
    const key = JSON.stringify([kind, text, phone]);
    const known = said.get(key);
    if (known) {
      known.whose.add(who);
      continue;
    }
    const reporter = by ?? (personId ? 'signed_in' : 'nobody');
    const saying = {
      id: _id.toHexString(),
      kind,
      text,
      phone,
      by: reporter,
      people: 1,
      at: at.toISOString(),
    };
    said.set(key, { saying, whose: new Set([who]) });
  }
  return [...said.values()].map(({ saying, whose: people }) => ({ ...saying, people: people.size }));
}

async function describeOne(deps: Deps, group: Group, gig: GigRead, employer: string): Promise<ReportGroup> {
  const sources = await sourcesOf(deps, group);
  const latest = await latestOfGroup(deps, group);
  const first = await firstOfGroup(deps, group);
  const all = sayings(await inTurns(deps, group));
  const region = await regionOf(deps, gig);
  const { handled } = latest;
  return {
    id: latest._id.toHexString(),
    gig: {
      id: gig._id.toHexString(),
      number: gig.number,
      title: latest.title,
      state: gigState(gig, deps.clock()),
    },
    employer: { id: latest.employerId.toHexString(), name: employer },
    regionNames: region ? placeNames(region) : [],
    people: counted(sources, () => true),
    coming: counted(sources, ({ comes }) => comes === 1),
    signedIn: counted(sources, ({ signedIn }) => signedIn === 1),
    kinds: KINDS_BY_GRAVITY.map((kind) => ({
      kind,
      people: counted(sources, ({ _id }) => _id.kind === kind),
    })).filter(({ people }) => people > 0),
    said: all.slice(0, SAID),
    more: Math.max(0, all.length - SAID),
    since: first.at.toISOString(),
    at: latest.at.toISOString(),
    handled: handled && {
      byOffice: handled.byOffice,
      at: handled.at.toISOString(),
      outcome: handled.outcome,
    },
  };
}

/** Groups of reports as the desk reads them, in their order. */
export async function describeGroups(deps: Deps, keys: readonly Group[]): Promise<ReportGroup[]> {
  const gigs = await gigsWithoutTerms(
    deps,
    keys.map(({ gigId }) => gigId),
  );
  const employers = await employersByIds(
    deps,
    gigs.map(({ employerId }) => employerId),
  );
  const groups: ReportGroup[] = [];
  for (const key of keys) {
    const gig = gigs.find(({ _id }) => _id.equals(key.gigId));
    if (gig)
      groups.push(await describeOne(deps, key, gig, employers.get(String(gig.employerId))?.name ?? ''));
  }
  return groups;
}
