import type { Feature } from '../../feature.ts';
import { contactModels } from './model.ts';
import { registerContactRoutes } from './routes.ts';

export const contacts: Feature = { name: 'contacts', models: contactModels, routes: registerContactRoutes };
