import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { DESK, launchBrowser, openAs, PHONE } from './support/browser.ts';
import { mainPages } from './support/pages.ts';
import { dataFolder, startProduct } from './support/product.ts';

const OUT = path.resolve(import.meta.dirname, '../docs/screenshots');

// The main pages on demo data, on a phone and on a desk: docs/screenshots/NAME-{phone,desk}.png.
const data = await dataFolder();
const product = await startProduct({ dataDir: data.folder });
const browser = await launchBrowser();
try {
  await mkdir(OUT, { recursive: true });
  for (const { name, as, open } of await mainPages(product.url)) {
    for (const [size, viewport] of [
      ['phone', PHONE],
      ['desk', DESK],
    ] as const) {
      const context = await openAs(browser, product.url, as, viewport);
      const page = await context.newPage();
      await open(page);
      // The live line says that it is live only once it is.
      await page.waitForTimeout(2000);
      await page.screenshot({ path: path.join(OUT, `${name}-${size}.png`) });
      await context.close();
    }
    console.log(name);
  }
} finally {
  await browser.close();
  await product.stop();
  await data.remove();
}
