import type { Browser } from 'playwright-core';
import { PHONE } from './browser.ts';

/** Lighthouse's "slow 3G" with DevTools throttling: 400 ms round trips, 400 kbit/s; and a processor four times slower. */
const SLOW_3G = {
  offline: false,
  latency: 400,
  downloadThroughput: (400 * 1000) / 8,
  uploadThroughput: (400 * 1000) / 8,
};
const CPU_SLOWDOWN = 4;

/** Bytes over the wire by kind, with headers; times in milliseconds from the start of the navigation. */
export type View = {
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

/** What a phone loads and sees that opens `url` for the first time; `slow`: far from a mast, with a cheap processor. */
export async function firstView(browser: Browser, url: string, slow: boolean): Promise<View> {
  const context = await browser.newContext({
    viewport: PHONE,
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
