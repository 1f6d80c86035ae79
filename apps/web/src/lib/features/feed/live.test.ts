import type { EventOf } from '@linggong/contracts/events.ts';
import type { FeedItem } from '@linggong/contracts/feed.ts';
import type { GigCard } from '@linggong/contracts/gig.ts';
import { describe, expect, test } from 'vitest';
import { feedHref, filterOf, readParams } from './filter.ts';
import { liveFeed, withEvent, withWaiting } from './live.ts';

const gig = (id: string, more: Partial<GigCard> = {}): FeedItem =>
  ({
    id,
    state: 'published',
    version: 1,
    open: 5,
    title: id,
    shifts: [{ id: `${id}-1`, open: 5 }],
    distanceKm: 7,
    ...more,
  }) as FeedItem;

const published = (seq: number, card: FeedItem): EventOf<'gig.published.v1'> => ({
  id: String(seq),
  seq,
  type: 'gig.published.v1',
  at: '',
  payload: { gig: card },
});
const places = (seq: number, gigId: string, open: number): EventOf<'gig.places.v1'> => ({
  id: String(seq),
  seq,
  type: 'gig.places.v1',
  at: '',
  payload: {
    gigId,
    number: '000001',
    open,
    state: open === 0 ? 'full' : 'published',
    shifts: [{ id: `${gigId}-1`, open }],
  },
});
const closed = (
  seq: number,
  gigId: string,
  state: GigCard['state'] = 'in_review',
): EventOf<'gig.closed.v1'> => ({
  id: String(seq),
  seq,
  type: 'gig.closed.v1',
  at: '',
  payload: { gigId, number: '000001', state },
});

const changed = (seq: number, gigId: string, version: number): EventOf<'gig.changed.v1'> => ({
  id: String(seq),
  seq,
  type: 'gig.changed.v1',
  at: '',
  payload: { gigId, number: '000001', version },
});
const verified = (
  seq: number,
  employerId: string,
  verification: EventOf<'employer.verified.v1'>['payload']['verification'],
): EventOf<'employer.verified.v1'> => ({
  id: String(seq),
  seq,
  type: 'employer.verified.v1',
  at: '',
  payload: { employerId, verification, verificationState: verification ? 'verified' : 'none' },
});

const start = liveFeed([gig('a'), gig('b')]);
const ids = (items: readonly FeedItem[]) => items.map(({ id }) => id);

describe('a live list', () => {
  test('a new gig waits; the list does not move', () => {
    const feed = withEvent(start, published(1, gig('c')));
    expect(ids(feed.items)).toEqual(['a', 'b']);
    expect(ids(feed.waiting)).toEqual(['c']);
  });

  test('those that waited come on top, the newest first, and wait no more', () => {
    const feed = withWaiting(withEvent(withEvent(start, published(1, gig('c'))), published(2, gig('d'))));
    expect(ids(feed.items)).toEqual(['d', 'c', 'a', 'b']);
    expect(feed.waiting).toEqual([]);
  });

  test('what is told of gigs that are not here leaves it as it is', () => {
    for (const event of [places(1, 'x', 0), closed(2, 'x')]) expect(withEvent(start, event)).toBe(start);
    expect(ids(withEvent(start, published(3, gig('x'))).waiting)).toEqual(['x']);
  });

  test('a gig told twice waits once', () => {
    const feed = withEvent(
      withEvent(start, published(1, gig('c'))),
      published(2, gig('c', { title: 'anew' })),
    );
    expect(feed.waiting.map(({ title }) => title)).toEqual(['anew']);
  });

  test('a gig on the list that comes back changed changes in its place and keeps its distance', () => {
    const feed = withEvent(start, published(1, gig('b', { title: 'anew' })));
    expect(feed.items.map(({ title }) => title)).toEqual(['a', 'anew']);
    expect(feed.items[1]?.distanceKm).toBe(7);
    expect(feed.waiting).toEqual([]);
  });

  test('places go down in place, also of one that waits', () => {
    const feed = withEvent(
      withEvent(withEvent(start, published(1, gig('c'))), places(2, 'a', 0)),
      places(3, 'c', 2),
    );
    expect(feed.items[0]).toMatchObject({ id: 'a', open: 0, state: 'full', shifts: [{ open: 0 }] });
    expect(feed.items[1]).toMatchObject({ id: 'b', open: 5 });
    expect(feed.waiting[0]).toMatchObject({ id: 'c', open: 2 });
  });

  test('an older event that comes late changes nothing', () => {
    const feed = withEvent(withEvent(start, places(9, 'a', 1)), places(8, 'a', 3));
    expect(feed.items[0]?.open).toBe(1);
  });

  test('a closed gig stays, quiet; one that waited goes', () => {
    const feed = withEvent(
      withEvent(withEvent(start, published(1, gig('c'))), closed(2, 'a')),
      closed(3, 'c'),
    );
    expect(feed.items[0]).toMatchObject({ id: 'a', state: 'closed' });
    expect(feed.waiting).toEqual([]);
  });

  test('what happens in review is nobody’s business here', () => {
    expect(JSON.stringify(withEvent(start, closed(2, 'a', 'in_review')).items)).not.toContain('in_review');
  });
});

describe('the filter in the address', () => {
  const params = readParams(
    new URLSearchParams('trade=loading&day=2026-11-23&cursor=x&sort=pay&evil=1&q=%20'),
  );
  test('reads what it knows', () => {
    expect(params).toEqual({ trade: 'loading', day: '2026-11-23', cursor: 'x', sort: 'pay' });
  });
  test('the place in the list and its order are no filter', () => {
    expect(filterOf(params)).toEqual({ trade: 'loading', day: '2026-11-23' });
  });
  test('hours, settlement and needs are part of the filter', () => {
    const asked = { hours: '20:00-06:00', settlement: 'same_day', needs: 'meals,lodging' };
    expect(filterOf(readParams(new URLSearchParams({ ...asked, sort: 'pay' })))).toEqual(asked);
  });
  test('a changed filter begins at the first page', () => {
    expect(feedHref(params, { day: undefined })).toBe('/?trade=loading&sort=pay');
  });
});

describe('a gig that was changed', () => {
  test('stays with its new version where the list’s filter still wants it', () => {
    const feed = withEvent(withEvent(start, published(5, gig('a', { version: 2 }))), changed(6, 'a', 2));
    expect(ids(feed.items)).toEqual(['a', 'b']);
    expect(feed.items[0]).toMatchObject({ version: 2 });
  });

  test('leaves the list whose filter it no longer matches, shown or waiting', () => {
    const waits = withEvent(start, published(4, gig('c')));
    const feed = withEvent(withEvent(waits, changed(5, 'a', 2)), changed(6, 'c', 2));
    expect(ids(feed.items)).toEqual(['b']);
    expect(feed.waiting).toEqual([]);
  });

  test('leaves it too after it was closed for review', () => {
    const feed = withEvent(withEvent(start, closed(5, 'a')), changed(9, 'a', 2));
    expect(ids(feed.items)).toEqual(['b']);
  });

  test('that is not here changes nothing, nor does a version that is old', () => {
    expect(withEvent(start, changed(5, 'x', 2))).toBe(start);
    expect(ids(withEvent(start, changed(5, 'a', 1)).items)).toEqual(['a', 'b']);
  });
});

describe('what was checked of an employer', () => {
  const check = {
    checks: ['business_licence' as const],
    byOffice: '卡若区零工站',
    at: '2026-11-01T00:00:00.000Z',
    validUntil: '2027-05-01T00:00:00.000Z',
  };
  const of = (id: string) => ({ id, name: '', kind: 'business' as const, verification: null });
  const feed = liveFeed([gig('a', { employer: of('e') }), gig('b', { employer: of('other') })]);

  test('shows on all its gigs at once, on those that wait too, and on no other', () => {
    const waits = withEvent(feed, published(2, gig('c', { employer: of('e') })));
    const after = withEvent(waits, verified(3, 'e', check));
    expect(after.items.map(({ employer }) => employer.verification)).toEqual([check, null]);
    expect(after.waiting[0]!.employer.verification).toEqual(check);
  });

  test('goes when it is taken back', () => {
    const after = withEvent(withEvent(feed, verified(3, 'e', check)), verified(4, 'e', null));
    expect(after.items.map(({ employer }) => employer.verification)).toEqual([null, null]);
  });
});
