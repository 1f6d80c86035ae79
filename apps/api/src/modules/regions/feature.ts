import type { Feature } from '../../feature.ts';
import { regionModels } from './model.ts';
import { registerRegionRoutes } from './routes.ts';
import { seedRegions } from './usecases.ts';

export const regions: Feature = {
  name: 'regions',
  models: regionModels,
  routes: registerRegionRoutes,
  prepare: seedRegions,
};
