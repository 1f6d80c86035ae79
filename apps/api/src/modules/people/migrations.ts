import type { Deps } from '../../deps.ts';
import type { Migration } from '../../platform/migrations/migration.ts';

const TIBETAN = /[\u0f00-\u0fff]/;

/** Rolls used to register the name of a column that was not the Tibetan one as the Tibetan name too. */
async function emptyWrongTibetan({ models: { entries } }: Deps): Promise<void> {
  const all = await entries.find({ nameBo: { $gt: '' } }, { nameBo: 1 }).lean();
  const wrong = all.filter(({ nameBo }) => !TIBETAN.test(nameBo)).map(({ _id }) => _id);
  await entries.updateMany({ _id: { $in: wrong } }, { $set: { nameBo: '', nameBoKey: '' } });
}

export const peopleMigrations: readonly Migration<Deps>[] = [
  {
    id: '2026-12-01-tibetan-names',
    description: 'A Tibetan name without a Tibetan letter is none',
    run: emptyWrongTibetan,
  },
];
