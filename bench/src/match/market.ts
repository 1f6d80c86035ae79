import { between, pick } from '@linggong/api/demo/random.ts';
import { regionSeeds } from '@linggong/api/modules/regions/public.ts';
import type { FeedFilter } from '@linggong/contracts/feed.ts';
import type { Point } from '@linggong/contracts/scalars.ts';
import { TRADES } from '@linggong/contracts/trades.ts';
import type { MatchableGig } from '@linggong/matching/filter.ts';
import { searchTerms } from '@linggong/matching/terms.ts';

type Random = () => number;
type Place = { path: string[]; names: string[] };

const TITLES = ['工地搬砖，管饭', '修路清边沟', '后厨洗碗', '装卸一车化肥', '采摘大棚蔬菜', '看护工地'];
const DISTANCES = [3, 5, 10, 10, 20, 20, 50];
const DAYS = Array.from({ length: 14 }, (_, i) => `2026-12-${String(i + 1).padStart(2, '0')}`);
/** Of the counties the seat of the prefecture has most people. */
const SEAT = '卡若区';
const SEAT_SHARE = 0.3;

/** Chamdo's regions by county, and where its county towns lie. */
function regions() {
  const places = new Map<string, Place>();
  const counties: { county: Place; townships: Place[]; villages: Place[]; centre: Point }[] = [];
  let city: Place | null = null;
  for (const { code, name, level, parentCode, point } of regionSeeds('5403')) {
    if (!code.startsWith('54') || (level === 'city' && code !== '5403')) continue;
    const above = parentCode === null ? null : places.get(parentCode);
    // In place of the ids that a database would give: as long.
    const place = {
      path: [...(above?.path ?? []), code.padStart(24, '6')],
      names: [...(above?.names ?? []), name],
    };
    places.set(code, place);
    if (level === 'city') city = place;
    if (level === 'county')
      counties.push({ county: place, townships: [], villages: [], centre: [97.17, 31.14] });
    const home = counties.find(({ county }) => place.path.includes(county.path.at(-1)!));
    if (level === 'township') home!.townships.push(place);
    if (level === 'village') home!.villages.push(place);
    if (level === 'township' && point) home!.centre = point;
  }
  counties.sort((a, b) => Number(b.county.names.includes(SEAT)) - Number(a.county.names.includes(SEAT)));
  return { city: city!, counties };
}

/** As it comes over the wire: no text shared with any other. */
const received = <T>(value: T): T => JSON.parse(JSON.stringify(value));

/** What people look for and what is offered, drawn by chance but always the same; see the bench for the shares. */
export function market(random: Random) {
  const { city, counties } = regions();
  const chance = (share: number) => random() < share;
  const county = () => (chance(SEAT_SHARE) ? counties[0]! : pick(random, counties.slice(1)));
  /** The nth trade comes up 1/√n times as often as the first. */
  const trade = () => TRADES[Math.floor((1 + random() * (Math.sqrt(TRADES.length + 1) - 1)) ** 2) - 1]!;
  const idOf = (place: Place) => place.path.at(-1)!;
  const round = (degrees: number) => Math.round(degrees * 100) / 100;
  /** Most people live near a county town. */
  const around = ([lng, lat]: Point): Point => {
    const far = 0.3 * random() ** 2;
    const angle = 2 * Math.PI * random();
    return [round(lng + far * Math.cos(angle)), round(lat + far * Math.sin(angle))];
  };

  function region(): string {
    const level = random();
    if (level < 0.03) return idOf(city);
    const { county: whole, townships, villages } = county();
    if (level < 0.45) return idOf(whole);
    return idOf(pick(random, level < 0.85 ? townships : villages));
  }

  function trades(): string[] | undefined {
    if (chance(0.1)) return undefined;
    const many = chance(0.7) ? 1 : between(random, 2, 5);
    return Array.from({ length: many }, () => trade().id);
  }

  function filter(): FeedFilter {
    const asked: FeedFilter = {};
    if (chance(0.1)) {
      asked.near = around(county().centre);
      asked.within = pick(random, DISTANCES);
    } else asked.region = region();
    const wanted = trades();
    if (wanted) asked.trade = wanted;
    if (chance(0.15)) asked.day = DAYS[Math.floor(DAYS.length * random() ** 2)]!;
    if (chance(0.15)) asked.payMin = 1000 * between(random, 10, 40);
    else if (chance(0.03)) {
      asked.payUnit = 'hour';
      asked.payMin = 100 * between(random, 15, 40);
    }
    if (chance(0.04)) asked.q = pick(random, trade().words);
    if (chance(0.2)) asked.open = '1';
    return received(asked);
  }

  function gig(): MatchableGig {
    const { townships, villages, centre } = county();
    const place = pick(random, chance(0.7) ? townships : villages);
    const kind = trade();
    const first = between(random, 0, DAYS.length - 1);
    const byHour = chance(0.2);
    const dayPayFen = 1000 * between(random, 15, 40);
    const text = [pick(random, TITLES), kind.name, ...kind.words, ...place.names].join('\n');
    return {
      tradeId: kind.id,
      regionPath: received(place.path),
      days: received(DAYS.slice(first, first + between(random, 1, 5))),
      times: received([{ day: DAYS[first]!, from: 480, to: 1080 }]),
      pay: {
        settlement: 'same_day',
        ...(byHour ? { unit: 'hour', amountFen: dayPayFen / 8 } : { unit: 'day', amountFen: dayPayFen }),
      },
      included: { meals: chance(0.5), lodging: false, transport: null, tools: true },
      dayPayFen,
      point: chance(0.7) ? around(centre) : null,
      terms: new Set(searchTerms(text)),
      open: between(random, 1, 20),
    };
  }

  /** A circle over all of the prefecture and around it, unlike any other. */
  const wideFilter = (): FeedFilter => ({ near: around(county().centre), within: 500 + 500 * random() });

  return { filter, gig, wideFilter };
}
