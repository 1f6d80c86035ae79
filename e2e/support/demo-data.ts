import { dataFolder, startProduct } from './product.ts';

/** Lays the demo data in once for all tests that begin with it; see `demoFolder`. */
export async function setup() {
  const { folder, remove } = await dataFolder();
  const product = await startProduct({ dataDir: folder });
  await product.stop();
  process.env.DEMO_DATA = folder;
  return remove;
}
