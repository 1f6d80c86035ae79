import type { FeedFilter } from '@linggong/contracts/feed.ts';
import type { Point } from '@linggong/contracts/scalars.ts';
import { type KeyedFilter, type MatchableGig, matches } from '@linggong/matching/filter.ts';
import { queryTerms } from '@linggong/matching/terms.ts';
import { DAY_MS, localDay, localMoment } from '@linggong/rules/time.ts';
import type { Deps } from '../../deps.ts';
import { type GigRecord, openOf, payOfOne, timesOf } from '../gigs/public.ts';
import { NumberedTerms, numbering } from './numbered.ts';

const DAY_MINUTES = 24 * 60;
const FIELDS = {
  state: 1,
  validUntil: 1,
  publishedAt: 1,
  startsAt: 1,
  shifts: 1,
  together: 1,
  regionPath: 1,
  days: 1,
  dayPayFen: 1,
  terms: 1,
  'posting.tradeId': 1,
  'posting.pay': 1,
  'posting.included': 1,
  'posting.workplace.point': 1,
} as const;
const BATCH = 500;

/** A public gig as lists look at it: times are milliseconds, null is what it doesn't say. */
export type PublicGig = {
  id: string;
  open: number | null;
  /** Whether a shift that still has a place begins later today. */
  today: boolean;
  publishedAt: number;
  startsAt: number | null;
  dayPayFen: number | null;
  point: Point | null;
};

type Kept = PublicGig & {
  gig: MatchableGig<number>;
  record: Pick<GigRecord, 'shifts' | 'together'>;
  validUntil: number;
  /** `open` and `today` are so from then until then, if nothing happens. */
  from: number;
  until: number;
};

/** Of what `turn` has not looked at yet. */
const NOT_TURNED = { open: null, today: false, from: Number.POSITIVE_INFINITY, until: 0 } as const;

/** What the clock changes of a gig, and until when it stays so. */
function turn(kept: Kept, now: Date, midnight: number, today: string): void {
  const { shifts } = kept.record;
  kept.open = openOf(kept.record, now);
  kept.gig.open = kept.open;
  kept.today = shifts.some(
    ({ startsAt, open }) => startsAt && startsAt > now && open !== 0 && localDay(startsAt) === today,
  );
  kept.from = now.getTime();
  kept.until = midnight;
  for (const { startsAt, endsAt } of shifts)
    for (const time of [startsAt, endsAt])
      if (time && time > now && time.getTime() < kept.until) kept.until = time.getTime();
}

/**
 * The public gigs of the deployment in memory, as far as filters, orders and the summary look at them: read once, and of
 * each commit and each public event what it touched, before anybody is answered after it.
 */
export function publicGigs(deps: Deps) {
  const gigs = new Map<string, Kept>();
  const touched = new Set<string>();
  const names = numbering();
  const terms = numbering();
  let isRead = false;
  /** What ended before this has been forgotten. */
  let forgotten = Number.NEGATIVE_INFINITY;
  let refreshing: Promise<void> = Promise.resolve();

  deps.onChange((events) => {
    for (const { type, payload } of events) {
      if (!type.startsWith('gig.')) continue;
      const { gig, gigId } = payload as { gig?: { id: string }; gigId?: string };
      const id = gig?.id ?? gigId;
      if (id !== undefined) touched.add(id);
    }
  });

  function keep(record: GigRecord): void {
    const { posting, shifts, together, validUntil, publishedAt } = record;
    const id = record._id.toHexString();
    if (record.state !== 'published' || !validUntil || !publishedAt) {
      gigs.delete(id);
      return;
    }
    const said = shifts.map(({ startsAt, endsAt }) => ({
      startsAt: startsAt?.toISOString() ?? null,
      endsAt: endsAt?.toISOString() ?? null,
    }));
    const gig: MatchableGig<number> = {
      tradeId: names.give(posting.tradeId ?? ''),
      regionPath: record.regionPath.map((region) => names.give(region.toHexString())),
      days: record.days.map(names.give),
      times: timesOf(said).map((time) => ({ ...time, day: names.give(time.day) })),
      pay: payOfOne(posting.pay),
      dayPayFen: record.dayPayFen,
      included: posting.included,
      point: posting.workplace.point,
      terms: new NumberedTerms(
        Int32Array.from(record.terms, terms.give).sort(),
        terms,
      ) as unknown as ReadonlySet<string>,
      open: null,
    };
    gigs.set(id, {
      id,
      gig,
      record: { shifts, together },
      validUntil: validUntil.getTime(),
      publishedAt: publishedAt.getTime(),
      startsAt: record.startsAt?.getTime() ?? null,
      dayPayFen: record.dayPayFen,
      point: gig.point,
      ...NOT_TURNED,
    });
  }

  async function readAll(): Promise<void> {
    // A clock may be set back a little.
    const from = deps.clock().getTime() - DAY_MS;
    const all = deps.models.gigs
      .find({ state: 'published', validUntil: { $gt: new Date(from) } }, FIELDS)
      .lean<GigRecord[]>()
      .cursor({ batchSize: BATCH });
    for await (const record of all) keep(record as GigRecord);
    isRead = true;
    forgotten = from;
  }

  async function refresh(): Promise<void> {
    if (!isRead) {
      touched.clear();
      await readAll();
    }
    while (touched.size > 0) {
      const ids = [...touched].slice(0, BATCH);
      for (const id of ids) touched.delete(id);
      try {
        const found = await deps.models.gigs.find({ _id: { $in: ids } }, FIELDS).lean<GigRecord[]>();
        const there = new Set(found.map(({ _id }) => _id.toHexString()));
        for (const id of ids) if (!there.has(id)) gigs.delete(id);
        for (const record of found) keep(record);
      } catch (error) {
        for (const id of ids) touched.add(id);
        throw error;
      }
    }
  }

  function numbered({ trade, region, day, ...rest }: FeedFilter): KeyedFilter<number> {
    return {
      ...rest,
      ...(trade === undefined ? {} : { trade: trade.map(names.of) }),
      ...(region === undefined ? {} : { region: names.of(region) }),
      ...(day === undefined ? {} : { day: names.of(day) }),
    };
  }

  return {
    /** Until it shows all that was committed here, and told by the log, before it was called. */
    upToDate(): Promise<void> | void {
      if (deps.clock().getTime() < forgotten) isRead = false;
      if (isRead && touched.size === 0) return;
      refreshing = refreshing.catch(() => undefined).then(refresh);
      return refreshing;
    },
    /** The gigs that are public at `now` and that a filter asks for. */
    *of(filter: FeedFilter, now: Date): Generator<PublicGig> {
      const asked = numbered(filter);
      const words = filter.q === undefined ? [] : queryTerms(filter.q);
      const termsOf = () => words;
      const today = localDay(now);
      const midnight = localMoment(today, DAY_MINUTES).getTime();
      const at = now.getTime();
      forgotten = Math.max(forgotten, at - DAY_MS);
      for (const [id, kept] of gigs) {
        if (kept.validUntil <= at) {
          if (kept.validUntil <= forgotten) gigs.delete(id);
          continue;
        }
        if (at < kept.from || at >= kept.until) turn(kept, now, midnight, today);
        if (matches(asked, kept.gig, termsOf)) yield kept;
      }
    },
  };
}
export type PublicGigs = ReturnType<typeof publicGigs>;
