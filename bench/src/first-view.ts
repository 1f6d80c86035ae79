import { launchBrowser } from '@linggong/e2e/support/browser.ts';
import { dataFolder, startProduct } from '@linggong/e2e/support/product.ts';
import { figure, median } from './figures.ts';

/** Lighthouse's "slow 3G" with DevTools throttling: 400 ms round trips, 400 kbit/s; and a processor four times slower. */
const SLOW_3G = {
  offline: false,
  latency: 400,
  downloadThroughput: (400 * 1000) / 8,
  uploadThroughput: (400 * 1000) / 8,
};
const CPU_SLOWDOWN = 4;
const ROUNDS = 5;

type View = {
  all: number;
  script: number;
  style: number;
  html: number;
  fcp: number;
  lcp: number;
  cls: number;
  blocked: number;
};

/** What the browser measures of itself; put into the page before anything else runs. */
function observe() {
  const marks = { lcp: 0, cls: 0, blocked: 0 };
  Object.assign(window, { marks });
  const watch = (
    type: string,
    see: (entry: PerformanceEntry & { value?: number; hadRecentInput?: boolean }) => void,
  ) => new PerformanceObserver((list) => list.getEntries().forEach(see)).observe({ type, buffered: true });
  watch('largest-contentful-paint', (entry) => {
    marks.lcp = entry.startTime;
  });
  watch('layout-shift', (entry) => {
    if (!entry.hadRecentInput) marks.cls += entry.value ?? 0;
  });
  watch('longtask', (entry) => {
    marks.blocked += Math.max(0, entry.duration - 50);
  });
}

async function firstView(
  browser: Awaited<ReturnType<typeof launchBrowser>>,
  url: string,
  slow: boolean,
): Promise<View> {
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    deviceScaleFactor: 2,
    isMobile: true,
  });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  const kinds = new Map<string, string>();
  const bytes: Record<string, number> = {};
  devtools.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type));
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId) ?? 'Other';
    bytes[kind] = (bytes[kind] ?? 0) + encodedDataLength;
  });
  if (slow) {
    await devtools.send('Network.emulateNetworkConditions', SLOW_3G);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
  }
  await page.addInitScript(observe);
  await page.goto(url, { waitUntil: 'networkidle', timeout: 120_000 });
  // The live connection is made after idle: its script belongs to the first view too.
  await page.waitForTimeout(slow ? 6000 : 3000);
  const seen = await page.evaluate(() => ({
    ...(window as unknown as { marks: { lcp: number; cls: number; blocked: number } }).marks,
    fcp: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
  }));
  await context.close();
  const all = Object.values(bytes).reduce((a, b) => a + b, 0);
  return { all, script: bytes.Script ?? 0, style: bytes.Stylesheet ?? 0, html: bytes.Document ?? 0, ...seen };
}

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
