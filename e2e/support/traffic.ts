import { setTimeout as pause } from 'node:timers/promises';
import { call, type DemoSession } from './api.ts';
import { cleanPosting } from './posting.ts';

/** Day pay of the two kinds of gigs that are posted in turn, in fen. */
export const MODEST_FEN = 22_000;
export const WELL_PAID_FEN = 35_000;

/**
 * Employers post and withdraw, workers take and step back, whatever happens to the server; what it acknowledged is
 * noted. `pauseMs`: between two attempts of one person.
 */
export async function traffic(options: {
  url: string;
  employers: readonly DemoSession[];
  workers: readonly DemoSession[];
  pauseMs: () => number;
  /** The share of gigs that are withdrawn soon after. */
  withdrawn?: number;
}) {
  const { url, withdrawn = 0 } = options;
  const posting = await cleanPosting(url);
  const gigs = new Set<string>();
  const bookings = new Set<string>();
  let posted = 0;
  let stopping = false;

  async function keepOn(attempt: () => Promise<void>): Promise<void> {
    while (!stopping) {
      await attempt().catch((error: unknown) => {
        // No answer, or half of one.
        if (!(error instanceof TypeError || error instanceof SyntaxError)) throw error;
      });
      await pause(options.pauseMs());
    }
  }

  async function post(employer: DemoSession): Promise<void> {
    const employerId = employer.me.roles.find((role) => role.role === 'employer')!.employerId;
    const amountFen = posted++ % 2 === 0 ? MODEST_FEN : WELL_PAID_FEN;
    const made = await call(url, employer, 'POST', '/gigs', {
      employerId,
      posting: { ...posting, pay: { ...posting.pay, amountFen } },
    });
    if (made.status !== 201) return;
    const { id, revision } = made.body;
    const sent = await call(url, employer, 'POST', `/gigs/${id}/submit`, { revision });
    if (sent.status !== 200 || sent.body.state !== 'published') return;
    gigs.add(String(id));
    if (Math.random() < withdrawn)
      await call(url, employer, 'POST', `/gigs/${id}/withdraw`, { revision: sent.body.revision });
  }

  async function book(worker: DemoSession): Promise<void> {
    const gig = [...gigs].at(Math.floor(Math.random() * gigs.size));
    if (!gig) return;
    const taken = await call(url, worker, 'POST', `/gigs/${gig}/bookings`, { version: 1 });
    if (taken.status !== 201) {
      // Their day is taken by an answer that got lost: give it back.
      const mine = await call(url, worker, 'GET', '/me/bookings');
      for (const { id, state } of (mine.body.items ?? []) as { id: string; state: string }[])
        if (state === 'confirmed') await call(url, worker, 'POST', `/bookings/${id}/withdraw`, {});
      return;
    }
    bookings.add(String(taken.body.id));
    await call(url, worker, 'POST', `/bookings/${taken.body.id}/withdraw`, {});
  }

  const work = Promise.all([
    ...options.employers.map((employer) => keepOn(() => post(employer))),
    ...options.workers.map((worker) => keepOn(() => book(worker))),
  ]);
  return {
    gigs,
    bookings,
    /** Lets what runs end. Throws what none of them should have met. */
    async stop(): Promise<void> {
      stopping = true;
      await work;
    },
  };
}
