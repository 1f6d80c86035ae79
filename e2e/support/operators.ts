import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

const CLI = path.resolve(import.meta.dirname, '../../apps/api/src/cli.ts');

/** Makes whoever has a phone an operator of a region, as the city's own people do: while the product stands still. */
export const grantOperator = (dataDir: string, phone: string, regionCode: string) =>
  promisify(execFile)(process.execPath, [CLI, 'grant-operator', phone, regionCode], {
    env: { ...process.env, NODE_ENV: 'production', VITEST: '', DATA_DIR: dataDir, MONGODB_URL: '' },
  });
