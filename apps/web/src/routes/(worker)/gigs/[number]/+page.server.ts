import { countMyPeople, getMyBooking, getTakeability, takeGig } from '@linggong/contracts/api/bookings.ts';
import { getGig, listGigs } from '@linggong/contracts/api/feed.ts';
import type { MyBooking, Takeability } from '@linggong/contracts/booking.ts';
import type { FeedItem } from '@linggong/contracts/feed.ts';
import type { GigDetail } from '@linggong/contracts/gig.ts';
import type { OfferChange } from '@linggong/contracts/offer.ts';
import { isHeld } from '@linggong/rules/booking-state.ts';
import { ageByLaw } from '@linggong/rules/messages/minors.ts';
import { minorBars, onlyHeight } from '@linggong/rules/minors.ts';
import { error, fail, redirect } from '@sveltejs/kit';
import { type Answer, type Call, makeCall } from '#lib/api/client.ts';
import { refuse } from '#lib/api/form.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import { parseGigNumber } from '#lib/features/gig/number.ts';
import { tradeOf, trades } from '#lib/features/gig/trades.ts';
import { stationOf } from '#lib/server/about.ts';
import { requireMe } from '#lib/server/guard.ts';
import { wordsOf } from '#lib/words/words.ts';
import type { Actions, PageServerLoad } from './$types';

const errors = () => wordsOf('errors');
const my = () => wordsOf('my');

export const load: PageServerLoad = async ({ params, fetch, locals }) => {
  const number = parseGigNumber(params.number);
  if (!number) error(404, errors().notFound.detail);
  if (number !== params.number) redirect(308, `/gigs/${number}`);

  const call = makeCall(fetch);
  const answer = await call(getGig, { params: { key: number } });
  const held = !answer.ok && answer.problem.held;
  const gig = orThrow(answer, held ? { href: `/gigs/${number}/report`, word: my().report } : undefined);
  const [takeability, similar, people] = await Promise.all([
    locals.me ? call(getTakeability, { params: { gig: gig.id }, query: { shifts: [] } }) : null,
    similarTo(call, gig),
    locals.me ? call(countMyPeople) : null,
  ]);
  const bars = minorBars({ ...gig, ...gig.place });
  const height = onlyHeight(bars);
  const booking = await mine(call, takeability);
  return {
    gig,
    /** From which age the law lets people do it. */
    ageByLaw: ageByLaw(bars, wordsOf('work')),
    height,
    station: height === 'about' || booking?.takenDown ? await stationOf(call) : null,
    booking,
    takeability: takeability?.ok ? takeability.data : null,
    similar,
    /** For how many others the reader may take it. */
    people: people?.ok ? people.data.people : 0,
    /** Made with the page: however often its form is sent, it is one act. */
    key: crypto.randomUUID(),
    now: new Date(),
  };
};

/** What this person holds of the gig: it may have been changed since. */
async function mine(call: Call, takeability: Answer<Takeability> | null): Promise<MyBooking | null> {
  if (!takeability?.ok) return null;
  const { bookingId, bookingState } = takeability.data;
  if (!bookingId || !isHeld(bookingState)) return null;
  const booking = await call(getMyBooking, { params: { id: bookingId } });
  return booking.ok ? booking.data : null;
}

const SIMILAR = 3;

/** Open gigs of the same trade, then of its group, in the same county first. */
async function similarTo(call: Call, gig: GigDetail): Promise<FeedItem[]> {
  const { group } = tradeOf(gig.tradeId);
  const near = trades.filter((trade) => trade.group === group).map(({ id }) => id);
  const answer = await call(listGigs, { query: { trade: near.join(), open: 1, limit: 50 } });
  if (!answer.ok) return [];
  const county = gig.place.regionPath[2];
  const rank = (item: FeedItem) =>
    (item.tradeId === gig.tradeId ? 0 : 1) + (item.place.regionPath[2] === county ? 0 : 2);
  return answer.data.items
    .filter(({ id }) => id !== gig.id)
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, SIMILAR);
}

/** After these it is not known whether it happened: the same key must go with the next attempt. */
const UNSURE = new Set(['network.lost', 'server.error', 'server.unavailable', 'request.timeout']);

export const actions: Actions = {
  default: async (event) => {
    requireMe(event);
    const form = await event.request.formData();
    const values = {
      gigId: String(form.get('gig') ?? ''),
      // A role is all its shifts.
      shifts: [...form.getAll('shift'), ...String(form.get('role') ?? '').split(',')]
        .map(String)
        .filter(Boolean),
      version: Number(form.get('version')),
      key: String(form.get('key') || crypto.randomUUID()),
    };
    if (form.has('pick') && values.shifts.length === 0)
      return fail(400, {
        pick: true,
        values: { ...values, changes: [] as OfferChange[], full: false, unsure: false },
      });
    const { gigId, version, shifts: shiftIds, key } = values;
    const answer = await makeCall(event.fetch)(takeGig, {
      params: { gig: gigId },
      body: { version, shiftIds },
      idempotencyKey: key,
    });
    if (answer.ok) redirect(303, `/my/${answer.data.id}?taken`);
    const { code, refusal } = answer.problem;
    const unsure = UNSURE.has(code);
    const again = unsure ? values : { ...values, key: crypto.randomUUID() };
    const { changes = [] } = answer.problem;
    // The differences are shown now: who sends this again has seen the version that they lead to.
    const seen = answer.problem.version ?? version;
    return refuse(answer.problem, { ...again, version: seen, changes, full: refusal === 'full', unsure });
  },
};
