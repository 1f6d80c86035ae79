import type { Feature } from '../../feature.ts';
import { reportModels } from './model.ts';
import { registerReportRoutes } from './routes.ts';

export const reports: Feature = { name: 'reports', models: reportModels, routes: registerReportRoutes };
