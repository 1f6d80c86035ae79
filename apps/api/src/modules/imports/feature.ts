import type { Feature } from '../../feature.ts';
import { mendOffices } from './mend-offices.ts';
import { importModels } from './model.ts';
import { registerImportRoutes } from './routes.ts';

export const imports: Feature = {
  name: 'imports',
  models: importModels,
  routes: registerImportRoutes,
  prepare: mendOffices,
};
