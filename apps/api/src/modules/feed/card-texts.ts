import type { Point } from '@linggong/contracts/scalars.ts';
import { distanceKm } from '@linggong/matching/distance.ts';
import type { Deps } from '../../deps.ts';
import { employersByIds } from '../employers/public.ts';
import { cardSources, employerOnCard, gigOnCard } from '../gigs/public.ts';
import { regionsOf } from '../regions/public.ts';
import type { GigText, PublicGig } from './public-gig.ts';

/** Less than two kilobytes each; the oldest goes first. */
const MOST = 10_000;
/** As long as names of regions are kept. */
const FRESH_MS = 10 * 60_000;

/** JSON's bytes in UTF-8, a character each: half of what its text takes, and put together without being written anew. */
const bytesOf = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('latin1');

/**
 * Cards of public gigs as they stand in an answer. What a card says of its gig is kept with the gig, until it is
 * touched or something begins or ends; what it says of the employer is read each time.
 */
export function cardTexts(deps: Deps) {
  const kept = new Set<PublicGig>();

  function keep(gig: PublicGig, card: GigText): void {
    gig.card = card;
    kept.delete(gig);
    kept.add(gig);
    if (kept.size <= MOST) return;
    const oldest = kept.values().next().value!;
    oldest.card = null;
    kept.delete(oldest);
  }

  /** As they stand in the database; one that was closed meanwhile is missing. */
  async function read(gigs: readonly PublicGig[], now: Date): Promise<Map<PublicGig, GigText>> {
    if (gigs.length === 0) return new Map();
    const rows = await cardSources(
      deps,
      gigs.map(({ id }) => id),
    );
    const regionOfGig = await regionsOf(deps, rows);
    const byId = new Map(rows.map((row) => [row._id.toHexString(), row]));
    const texts = new Map<PublicGig, GigText>();
    for (const gig of gigs) {
      const row = byId.get(gig.id);
      if (row?.state !== 'published' || !row.validUntil || row.validUntil <= now) continue;
      const card = {
        text: bytesOf(gigOnCard(row, regionOfGig(row), now)).slice(0, -1),
        employerId: row.employerId.toHexString(),
        bookingMode: row.posting.bookingMode,
        from: now.getTime(),
        until: Math.min(gig.until, gig.validUntil, now.getTime() + FRESH_MS),
      };
      texts.set(gig, card);
      keep(gig, card);
    }
    return texts;
  }

  /** The bytes of a JSON list of cards, a character each, in the order given; with the distance to `near`. */
  return async (gigs: readonly PublicGig[], now: Date, near: Point | undefined): Promise<string> => {
    const at = now.getTime();
    const cards = new Map<PublicGig, GigText>();
    for (const gig of gigs)
      if (gig.card && at >= gig.card.from && at < gig.card.until) cards.set(gig, gig.card);
    const others = await read(
      gigs.filter((gig) => !cards.has(gig)),
      now,
    );
    for (const [gig, card] of others) cards.set(gig, card);
    const employers = await employersByIds(
      deps,
      [...cards.values()].map(({ employerId }) => employerId),
    );
    const ofEmployers = new Map<string, string>();
    function employerText(card: GigText): string | null {
      const employer = employers.get(card.employerId);
      if (!employer) return null;
      const key = `${card.employerId} ${card.bookingMode}`;
      const text = ofEmployers.get(key) ?? bytesOf(employerOnCard(employer, card, now)).slice(1, -1);
      ofEmployers.set(key, text);
      return text;
    }
    const items = gigs.flatMap((gig) => {
      const card = cards.get(gig);
      const employer = card ? employerText(card) : null;
      if (!card || employer === null) return [];
      const km = near && gig.point ? Math.round(distanceKm(near, gig.point) * 10) / 10 : null;
      return [`${card.text},${employer},"distanceKm":${km}}`];
    });
    return `[${items.join()}]`;
  };
}
export type CardTexts = ReturnType<typeof cardTexts>;
