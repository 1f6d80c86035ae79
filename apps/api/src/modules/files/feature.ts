import { putFile } from '@linggong/contracts/api/files.ts';
import type { Feature } from '../../feature.ts';
import { fileModels } from './model.ts';
import { registerFileRoutes } from './routes.ts';
import { sweepJob } from './sweep.ts';

export const files: Feature = {
  name: 'files',
  models: fileModels,
  routes: registerFileRoutes,
  filePaths: [`/api/v1${putFile.path}`],
  jobs: (deps) => [sweepJob(deps)],
};
