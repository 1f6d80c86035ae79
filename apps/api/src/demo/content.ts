import { type DemoBooking, demoBookings } from './crowd.ts';
import { gigsInSeason } from './gigs.ts';
import { DEMO_PEOPLE } from './people.ts';
import { type DemoPerson, demoPersons } from './persons.ts';
import { seededRandom } from './random.ts';
import { type DatedGig, dateGig } from './schedule.ts';

export interface DemoContent {
  /** The people one can be come first; their keys are those of `DEMO_PEOPLE`. */
  persons: DemoPerson[];
  gigs: DatedGig[];
  bookings: DemoBooking[];
}

/** What 扎西次仁 has taken already: done, tomorrow, and waiting for an answer. */
const TASHI: readonly DemoBooking[] = [
  { gig: 'past-cargo', person: 'worker-tashi', shifts: [0], state: 'confirmed' },
  { gig: 'road-ruyi', person: 'worker-tashi', shifts: [0], state: 'confirmed' },
  { gig: 'farm-green-film', person: 'worker-tashi', shifts: [0], state: 'confirmed' },
  { gig: 'carry-express-send', person: 'worker-tashi', shifts: [0], state: 'requested' },
  { gig: 'carry-steel', person: 'worker-tashi', shifts: [1, 2], state: 'confirmed' },
];

/** Whom 扎西次仁 brings along, for whom he may act, and as what: the masons' shift comes first. */
const CREW: readonly DemoBooking[] = (
  [
    ['worker-tashi', 0],
    ['person-17', 0],
    ['person-15', 1],
    ['person-16', 1],
    ['person-18', 1],
    ['person-19', 1],
  ] as const
).map(([person, shift]) => ({
  gig: 'build-sangna-wall',
  person,
  shifts: [shift],
  state: 'confirmed',
  crew: 'sangna',
}));

/**
 * The whole demo as it looks at `now`: dates run from today on, so that it is never stale. Pure: the same
 * seed and `now` give the same content.
 */
export function demoContent(now: Date, seed = 5403): DemoContent {
  const random = seededRandom(seed);
  const accounts: DemoPerson[] = DEMO_PEOPLE.map(({ key, name, phone, birthYear, region }) => ({
    key,
    name,
    phone,
    birthDate: `${birthYear}-03-12`,
    region,
    plateauResident: true,
  }));
  const crowd = demoPersons(now, seed);
  const gigs = gigsInSeason(now).map((plan) => dateGig(plan, now, random));
  return {
    persons: [...accounts, ...crowd],
    gigs,
    bookings: demoBookings(gigs, crowd, [...TASHI, ...CREW], now, random),
  };
}
