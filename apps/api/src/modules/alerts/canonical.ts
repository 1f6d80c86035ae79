import { createHash } from 'node:crypto';
import type { FeedFilter } from '@linggong/contracts/feed.ts';
import { INCLUDED, SETTLEMENTS } from '@linggong/contracts/posting.ts';
import { hasWords } from '@linggong/matching/terms.ts';

type Query = Record<string, string>;

const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** To about a hundred metres: where somebody lives is nobody's business. Zero without a sign. */
const degrees = (value: number) => String(Math.round(value * 1000) / 1000 + 0);

/** Control characters and the like are no words; databases and screens stumble over them. */
const plain = (text: string) => text.replace(/[\p{C}\s]+/gu, ' ').trim();

const some = <Word extends string>(words: readonly Word[], all: readonly Word[]) =>
  all.filter((word) => words.includes(word)).join(',');

/**
 * The filter as the feed's query string has it, one for all filters that ask for the same: lists in order and without
 * doubles, nothing that says nothing. Without `open`: an alert is about what can be taken anyway. `zFeedFilter` reads it
 * back.
 */
export function canonicalQuery(filter: FeedFilter): Query {
  const { region, trade, day, hours, payMin, payUnit, settlement, needs, near, within } = filter;
  const q = plain(filter.q ?? '');
  const circle = near !== undefined && within !== undefined;
  const parts: [string, string | undefined][] = [
    ['region', region],
    ['trade', trade && [...new Set(trade)].sort().join(',')],
    ['day', day],
    ['hours', hours?.map(clock).join('-')],
    ['payMin', payMin === undefined ? undefined : String(payMin)],
    ['payUnit', payUnit],
    ['settlement', settlement && some(settlement, SETTLEMENTS)],
    ['needs', needs && some(needs, INCLUDED)],
    ['near', circle ? near.map(degrees).join(',') : undefined],
    ['within', circle ? String(within) : undefined],
    ['q', hasWords(q) ? q : undefined],
  ];
  return Object.fromEntries(parts.flatMap(([key, value]) => (value ? [[key, value]] : [])));
}

/** Tells filters of a person apart. */
export const filterKey = (query: Query): string =>
  createHash('sha256').update(JSON.stringify(query)).digest('base64url');
