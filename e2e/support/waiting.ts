import { call, type DemoSession, demoSession } from './api.ts';
import { cleanPosting } from './posting.ts';

export type Waiting = { id: string; number: string; title: string; revision: number };

/** Sends in one posting of an employer that nobody has checked: it waits for an operator. */
export async function waitingGig(url: string, employer: DemoSession, change: object): Promise<Waiting> {
  const { employerId } = employer.me.roles.find(({ role }) => role === 'employer')!;
  const posting = { ...(await cleanPosting(url)), ...change };
  const made = await call(url, employer, 'POST', '/gigs', { employerId, posting });
  const { id, revision } = made.body;
  const sent = await call(url, employer, 'POST', `/gigs/${id}/submit`, { revision });
  if (sent.body.state !== 'in_review')
    throw new Error(`Not waiting: ${made.status} ${sent.status} ${JSON.stringify(sent.body)}`);
  const { title } = (sent.body as { posting: { title: string } }).posting;
  return { id: String(id), number: String(sent.body.number), title, revision: Number(sent.body.revision) };
}

/** Leaves nothing in the queue of a desk: what waits there is sent back. */
export async function emptyQueue(url: string, desk: DemoSession): Promise<void> {
  const { items } = (await call(url, desk, 'GET', '/review/queue')).body as unknown as {
    items: { gigId: string; revision: number }[];
  };
  for (const { gigId, revision } of items) {
    const body = { decision: 'return', reason: '先改好再交', revision };
    await call(url, desk, 'POST', `/review/${gigId}/decisions`, body);
  }
}

export const karuoDesk = (url: string) => demoSession(url, 'operator-karuo');
