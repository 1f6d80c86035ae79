import type { Deps } from '../../deps.ts';
import type { Migration } from '../../platform/migrations/migration.ts';

const TIBETAN = /[\u0f00-\u0fff]/;

/** Rows that wait to be carried out were read by the same mistake as people of the register were. */
async function emptyWrongTibetanRows({ models: { rollRows } }: Deps): Promise<void> {
  const named = await rollRows.find({ 'said.nameBo': { $gt: '' } }, { said: 1 }).lean();
  const wrong = named.flatMap(({ _id, said }) => (TIBETAN.test(said.nameBo) ? [] : _id));
  await rollRows.updateMany({ _id: { $in: wrong } }, { $set: { 'said.nameBo': '' } });
}

export const rollMigrations: readonly Migration<Deps>[] = [
  {
    id: '2026-12-01-tibetan-names-of-rolls',
    description: 'Rows of rolls that wait have no Tibetan name without a Tibetan letter',
    run: emptyWrongTibetanRows,
  },
];
