import { ObjectId } from 'mongodb';

/** What the bench's collections hold: gigs as the product has them, all computed from their number. */
export interface Gig {
  _id: ObjectId;
  n: number;
  town: number;
  at: Date;
  status: 'open' | 'closed' | 'draft';
  pay: number;
  views: number;
  title: string;
  text: string;
  skills: string[];
  place: { type: 'Point'; coordinates: [number, number] };
}

export const TOWNS = 100;
/** The length of a page. */
export const PAGE = 20;
/** How many documents of an index are counted. */
export const RANGE = 3000;
const START = Date.UTC(2026, 0, 1);
const STATUS = ['open', 'closed', 'open', 'draft'] as const;
const SKILLS = ['weld', 'cook', 'drive', 'paint', 'clean', 'carry', 'harvest'];

export const idOf = (n: number) => new ObjectId(`65a0b1c2d3e4f5${n.toString(16).padStart(10, '0')}`);

/** Gig `n` of `size`; numbers from `size` on are those that come later. */
export function gig(n: number, size: number): Gig {
  return {
    _id: idOf(n),
    n,
    town: n % TOWNS,
    at: timeOf(n, size),
    status: STATUS[n % STATUS.length]!,
    pay: 18 + (n % 37) + 0.5,
    views: 0,
    title: `Helper wanted for the ${SKILLS[n % SKILLS.length]} shift, number ${n}`,
    text: 'Two days on the site by the river, lunch is included, bring gloves. '.repeat(3),
    skills: [SKILLS[n % SKILLS.length]!, SKILLS[(n + 3) % SKILLS.length]!],
    place: { type: 'Point', coordinates: [100 + (n % 1000) / 100, 25 + (n % 700) / 100] },
  };
}

/** A shuffle of the numbers, so that no index lies in the order of insertion; what comes later is after them all. */
export const timeOf = (n: number, size: number) =>
  new Date(START + (n < size ? (n * 7919) % size : n) * 60_000);

/** The page of a town that follows a moment, newest first, as every server must give it. */
export function expectedPage(town: number, before: Date, size: number): number[] {
  const all: { n: number; at: number }[] = [];
  for (let n = town; n < size; n += TOWNS) {
    const at = timeOf(n, size).getTime();
    if (at < before.getTime()) all.push({ n, at });
  }
  return all
    .sort((a, b) => b.at - a.at)
    .slice(0, PAGE)
    .map((one) => one.n);
}

/** What the bench's aggregation must give over the first `size` gigs. */
export function expectedGroups(size: number): { _id: number; gigs: number; pay: number }[] {
  const groups = new Map<number, { _id: number; gigs: number; pay: number }>();
  for (let n = 0; n < size; n += 1) {
    const { town, status, pay } = gig(n, size);
    if (status !== 'open') continue;
    const group = groups.get(town) ?? { _id: town, gigs: 0, pay: 0 };
    groups.set(town, { _id: town, gigs: group.gigs + 1, pay: group.pay + pay });
  }
  return [...groups.values()].sort((a, b) => b.pay - a.pay || a._id - b._id);
}
