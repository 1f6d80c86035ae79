import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { MongoClient } from 'mongodb';
import { demoSession } from './api.ts';
import { feedPage } from './feed-page.ts';
import { flakyLink } from './flaky-link.ts';
import { type Product, startProduct } from './product.ts';
import { compare } from './shown.ts';
import { MODEST_FEN, traffic, WELL_PAID_FEN } from './traffic.ts';

/** Of the demo's accounts some stay signed in on several devices. */
const PEOPLE = ['worker-tashi', 'worker-yangjin', 'employer-ruyi', 'operator-ruyi'] as const;
const EMPLOYER_SESSIONS = 2;
/** The server lets a session have twice as many connections; a dropped one may be counted for a moment. */
const PAGES_PER_SESSION = 10;

export type LinksReport = {
  clients: number;
  drops: number;
  restarts: number;
  events: number;
  gigs: number;
  /** Events that a page should have been shown and wasn't, was shown twice, out of order, or should not have seen. */
  lost: number;
  doubled: number;
  disordered: number;
  misdirected: number;
  /** Tickets on the pages that differ from the database: missing, twice, or with other places or another state. */
  wrongTickets: number;
  unreached: number;
  reloads: number;
  /** Milliseconds from a connection that stands again to a page that is level. */
  replayP50: number;
  replayP99: number;
  /** Milliseconds from the signal that ended the server to the last page that was level again. */
  backAfterMs: number[];
};

/**
 * Open feeds on links that drop again and again, while gigs are posted, taken and withdrawn; now and then the server
 * is ended by SIGTERM and started again. Then every page is compared with the log and with the gigs in the database.
 */
export async function linksRun(options: {
  mongodbUrl: string;
  dataDir: string;
  clients: number;
  seconds: number;
  everyMs: number;
  restarts: number;
  /** Between two attempts of one of those who post and book. */
  pauseMs: number;
  log?: (line: string) => void;
}): Promise<LinksReport> {
  const { mongodbUrl, dataDir, log } = options;
  const database = `links_${randomUUID().slice(0, 8)}`;
  await using closers = new AsyncDisposableStack();
  const env = {
    MONGODB_URL: mongodbUrl,
    MONGODB_DATABASE: database,
    SECRET: randomUUID() + randomUUID(),
    PAGES: '0',
    // Each client says its own address, as a proxy before the server would.
    TRUST_PROXY: '1',
  };
  let product: Product = await startProduct({ dataDir, env });
  closers.defer(() => product.kill());
  const port = Number(new URL(product.url).port);
  const mongo = await MongoClient.connect(mongodbUrl);
  const db = mongo.db(database);
  closers.defer(async () => {
    await db.dropDatabase();
    await mongo.close();
  });

  const signedIn = Math.ceil(options.clients / 5);
  const devices = Math.ceil(signedIn / PEOPLE.length / PAGES_PER_SESSION);
  const keys = Array.from({ length: devices }, () => PEOPLE).flat();
  const sessions = await Promise.all(keys.map((key) => demoSession(product.url, key)));
  const replays: number[] = [];
  const pages = await Promise.all(
    Array.from({ length: options.clients }, async (_, i) => {
      const link = await flakyLink(port, { everyMs: options.everyMs, awayMs: 300 });
      closers.defer(link.close);
      const page = await feedPage({
        url: link.url,
        direct: product.url,
        session: i % 5 === 0 ? sessions[(i / 5) % sessions.length]! : null,
        payMin: i % 2 === 0 ? null : (MODEST_FEN + WELL_PAID_FEN) / 2,
        address: `10.${i >> 8}.${i & 255}.1`,
        levelled: (tookMs) => replays.push(tookMs),
      });
      closers.defer(async () => page.close());
      return { link, page };
    }),
  );

  const employers = await Promise.all(
    Array.from({ length: EMPLOYER_SESSIONS }, () => demoSession(product.url, 'employer-ruyi')),
  );
  const running = await traffic({
    url: product.url,
    employers,
    workers: sessions.slice(0, 2),
    pauseMs: () => options.pauseMs * (1 + Math.random()),
    withdrawn: 0.1,
  });
  const backAfterMs: number[] = [];
  for (let round = 0; round <= options.restarts; round++) {
    await pause((options.seconds * 1000) / (options.restarts + 1));
    log?.(`${running.gigs.size} gigs, ${pages.reduce((sum, { link }) => sum + link.drops(), 0)} drops`);
    if (round === options.restarts) break;
    const began = performance.now();
    const code = await product.stop('SIGTERM');
    const endedMs = performance.now() - began;
    if (code !== 0) throw new Error(`The server ended with ${code}.`);
    product = await startProduct({ dataDir, port, env });
    const startedMs = performance.now() - began;
    const levels = pages.map(({ page }) => page.levelAfter(began));
    backAfterMs.push(Math.max(...(await Promise.all(levels))));
    log?.(
      `server ended after ${Math.round(endedMs)} ms, there again after ${Math.round(startedMs)} ms, all pages after ${Math.round(backAfterMs.at(-1)!)} ms`,
    );
  }
  await running.stop();
  for (const { link } of pages) link.steady();

  const outbox = db.collection('outbox');
  for (let i = 0; i < 300 && (await outbox.countDocuments()) > 0; i++) await pause(100);
  const found = await compare(
    db,
    pages.map(({ page }) => page),
  );
  replays.sort((a, b) => a - b);
  const at = (share: number) => Math.round(replays[Math.floor(replays.length * share)] ?? 0);
  return {
    clients: pages.length,
    drops: pages.reduce((sum, { link }) => sum + link.drops(), 0),
    restarts: options.restarts,
    gigs: running.gigs.size,
    ...found,
    replayP50: at(0.5),
    replayP99: at(0.99),
    backAfterMs: backAfterMs.map(Math.round),
  };
}
