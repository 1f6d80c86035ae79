import { uploadRoll } from '@linggong/contracts/api/rolls.ts';
import type { Feature } from '../../feature.ts';
import { rollMigrations } from './migrations.ts';
import { rollModels } from './model.ts';
import { registerRollRoutes } from './routes.ts';
import { sweepJob } from './sweep.ts';

export const rolls: Feature = {
  name: 'rolls',
  models: rollModels,
  migrations: rollMigrations,
  routes: registerRollRoutes,
  filePaths: [`/api/v1${uploadRoll.path}`, '/desk/rolls'],
  jobs: (deps) => [sweepJob(deps)],
};
