import { launchBrowser } from '@linggong/e2e/support/browser.ts';
import { firstView, type View } from '@linggong/e2e/support/first-view.ts';
import { dataFolder, startProduct } from '@linggong/e2e/support/product.ts';
import { figure, median } from './figures.ts';

const ROUNDS = 5;

const data = await dataFolder();
const product = await startProduct({ dataDir: data.folder });
const browser = await launchBrowser();
try {
  const plain = await firstView(browser, product.url, false);
  const slow: View[] = [];
  for (let round = 0; round < ROUNDS; round += 1) slow.push(await firstView(browser, product.url, true));
  const of = (key: keyof View) => median(slow.map((view) => view[key]));
  figure('first_view.bytes', plain.all / 1024, 'KiB');
  figure('first_view.html', plain.html / 1024, 'KiB');
  figure('first_view.style', plain.style / 1024, 'KiB');
  figure('first_view.script', plain.script / 1024, 'KiB');
  figure('first_view.slow.fcp', of('fcp'), 'ms');
  figure('first_view.slow.lcp', of('lcp'), 'ms');
  figure('first_view.slow.blocked', of('blocked'), 'ms');
  figure('first_view.slow.cls', of('cls'), 'score');
} finally {
  await browser.close();
  await product.stop();
  await data.remove();
}
