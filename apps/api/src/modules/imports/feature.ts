import { uploadImport } from '@linggong/contracts/api/imports.ts';
import type { Feature } from '../../feature.ts';
import { importMigrations } from './migrations.ts';
import { importModels } from './model.ts';
import { importNotices, importNoticesOn } from './notices.ts';
import { registerImportRoutes } from './routes.ts';

export const imports: Feature = {
  name: 'imports',
  notices: importNotices,
  noticesOn: importNoticesOn,
  models: importModels,
  routes: registerImportRoutes,
  filePaths: [`/api/v1${uploadImport.path}`, '/desk/imports'],
  migrations: importMigrations,
};
