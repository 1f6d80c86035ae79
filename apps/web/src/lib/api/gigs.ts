import type { Takeability } from '@linggong/contracts/booking.ts';
import type { FeedPage, FeedQuery, FeedSummary } from '@linggong/contracts/feed.ts';
import type { GigDetail } from '@linggong/contracts/gig.ts';
import type { Answer, Call, Query } from './client.ts';

export type FeedItem = FeedPage['items'][number];

/** The query of a listing as it stands in an address: all text. */
export type FeedParams = Partial<Record<keyof FeedQuery, string>>;

export const listGigs = (call: Call, query: Query): Promise<Answer<FeedPage>> =>
  call('GET', '/gigs', { query });

export const summariseGigs = (call: Call, query: Query): Promise<Answer<FeedSummary>> =>
  call('GET', '/gigs/summary', { query });

export const getGig = (call: Call, numberOrId: string): Promise<Answer<GigDetail>> =>
  call('GET', `/gigs/${encodeURIComponent(numberOrId)}`);

export const getTakeability = (call: Call, gigId: string, shiftIds: string[]): Promise<Answer<Takeability>> =>
  call('GET', `/gigs/${gigId}/takeability`, { query: { shifts: shiftIds } });
