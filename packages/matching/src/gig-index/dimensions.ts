import type { FeedFilter } from '@linggong/contracts/feed.ts';
import type { Point } from '@linggong/contracts/scalars.ts';
import { boxAround } from '../distance.ts';
import type { MatchableGig } from '../filter.ts';

type Gig = Omit<MatchableGig, 'terms'>;
type Dimension = {
  /** Under which words a gig is found. */
  of: (gig: Gig) => readonly string[];
  /** The words of which a gig has at least one where it matches; none: whatever it has. */
  asked: (filter: FeedFilter) => readonly string[];
};

const given = (word: string | undefined) => (word === undefined ? [] : [word]);

/** About fifty kilometres. */
const CELL_DEGREES = 0.5;
/** A circle over more of them leaves out too little. */
const MOST_CELLS = 100;
const cell = (degrees: number) => Math.floor(degrees / CELL_DEGREES);
const cellOf = ([lng, lat]: Point) => `${cell(lng)},${cell(lat)}`;

function cellsAround({ near, within }: FeedFilter): string[] {
  const box = near && within !== undefined ? boxAround(near, within) : null;
  if (!box?.lng) return [];
  const [west, east, south, north] = [...box.lng, ...box.lat].map(cell) as [number, number, number, number];
  if ((east - west + 1) * (north - south + 1) > MOST_CELLS) return [];
  const cells: string[] = [];
  for (let x = west; x <= east; x += 1) for (let y = south; y <= north; y += 1) cells.push(`${x},${y}`);
  return cells;
}

/** By what gigs are looked up. A gig has no more than one of the words that a filter asks for. */
export const DIMENSIONS: readonly Dimension[] = [
  { of: ({ regionPath }) => regionPath, asked: ({ region }) => given(region) },
  { of: ({ tradeId }) => [tradeId], asked: ({ trade = [] }) => [...new Set(trade)] },
  { of: ({ days }) => days, asked: ({ day }) => given(day) },
  { of: ({ pay }) => given(pay.unit ?? undefined), asked: ({ payUnit }) => given(payUnit) },
  { of: ({ point }) => (point ? [cellOf(point)] : []), asked: cellsAround },
];
