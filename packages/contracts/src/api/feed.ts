import * as z from 'zod';
import { zFeedFilter, zFeedPage, zFeedQuery, zFeedSummary } from '../feed.ts';
import { zGigDetail } from '../gig.ts';
import { operation } from './operation.ts';

export const listGigs = operation({
  method: 'get',
  path: '/gigs',
  tag: 'feed',
  summary: 'Public gigs, a page at a time',
  who: 'everybody',
  query: zFeedQuery,
  answer: zFeedPage,
});

export const summariseGigs = operation({
  method: 'get',
  path: '/gigs/summary',
  tag: 'feed',
  summary: 'How much work there is now',
  who: 'everybody',
  query: zFeedFilter,
  answer: zFeedSummary,
});

export const getGig = operation({
  method: 'get',
  path: '/gigs/:key',
  tag: 'feed',
  summary: 'A gig by its id or number: a public one, or one that one holds, as it was agreed',
  params: z.object({ key: z.string().max(40) }),
  answer: zGigDetail,
  problems: ['gig.not_found', 'gig.in_review', 'gig.gone'],
});
