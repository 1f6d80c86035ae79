import { answerCalls } from '../live/ipc.ts';

/** Who posts and takes, outside of the process that is measured. */
export type Cast = {
  url: string;
  employer: { cookie: string; employerId: string };
  /** Cookies of those who take, each in turn. */
  workers: string[];
  /** What is posted while each of the workers takes one: of another day each. */
  postings: object[];
};
type Gig = { id: string; revision: number; version: number; state: string };

let cast: Cast;
let turns = 0;
let broken = 0;

async function ask<T>(path: string, cookie: string, body: object): Promise<T> {
  const answer = await fetch(`${cast.url}/api/v1${path}`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const said = await answer.text();
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${said}`);
  return JSON.parse(said);
}

async function postAndTake(turn: number): Promise<void> {
  const { employer, workers, postings } = cast;
  const posting = postings[Math.floor(turn / workers.length) % postings.length];
  const draft = await ask<Gig>('/gigs', employer.cookie, { employerId: employer.employerId, posting });
  const gig = await ask<Gig>(`/gigs/${draft.id}/submit`, employer.cookie, { revision: draft.revision });
  await ask(`/gigs/${gig.id}/bookings`, workers[turn % workers.length]!, { version: gig.version });
}

const calls = {
  start(given: Cast) {
    cast = given;
  },
  /** Posts a gig with one place, which one of the workers takes. A connection that broke is counted, and no harm. */
  async postAndTake() {
    await postAndTake(turns++).catch((error) => {
      if (!(error instanceof TypeError)) throw error;
      broken += 1;
    });
  },
  /** How often a kept connection was closed by the server just when it was used again. */
  broken: () => broken,
};
export type PosterCalls = typeof calls;
answerCalls(calls);
