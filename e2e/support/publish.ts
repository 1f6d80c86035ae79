import { call, type DemoSession, demoSession } from './api.ts';
import { cleanPosting } from './posting.ts';

/** Publishes a gig of an employer that needs no review; `change`: what differs from the clean posting. */
export async function publishGig(
  url: string,
  change: object = {},
  key = 'employer-ruyi',
): Promise<{ id: string; number: string; employer: DemoSession }> {
  const employer = await demoSession(url, key);
  const { employerId } = employer.me.roles.find(({ role }) => role === 'employer')!;
  const made = await call(url, employer, 'POST', '/gigs', {
    employerId,
    posting: { ...(await cleanPosting(url)), ...change },
  });
  const { id, revision } = made.body;
  const sent = await call(url, employer, 'POST', `/gigs/${id}/submit`, { revision });
  if (sent.body.state !== 'published')
    throw new Error(`Not published: ${made.status} ${sent.status} ${JSON.stringify(sent.body)}`);
  return { id: String(id), number: String(sent.body.number), employer };
}
