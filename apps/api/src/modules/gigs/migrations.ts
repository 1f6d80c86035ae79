import type { Deps } from '../../deps.ts';
import { dropIndexes, type Migration } from '../../platform/migrations/migration.ts';

/** The feed asked by these until it was put in order in memory. */
const FEED_INDEXES = [
  'state_1_startsAt_1__id_1',
  'state_1_dayPayFen_-1__id_-1',
  'state_1_regionPath_1_publishedAt_-1__id_-1',
  'state_1_terms_1',
];

export const gigMigrations: readonly Migration<Deps>[] = [
  {
    id: '2026-11-30-gigs-without-feed-indexes',
    description: 'Indexes of gigs that nothing asks by any more are dropped',
    run: ({ models }) => dropIndexes(models.gigs.collection, FEED_INDEXES),
  },
];
