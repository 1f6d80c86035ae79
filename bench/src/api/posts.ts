import type { Child } from '../live/ipc.ts';
import type { AskerCalls } from './asker.ts';
import type { ServerCalls } from './server.ts';

type Keep = (name: string, value: number) => void;

/**
 * Posts a gig as the web app does, in two requests: one keeps the draft and says what the rules find in it, one sends
 * it in. It is checked again, has to be public in the answer, and its event and decision are committed by then.
 */
async function postOne(
  server: Child<ServerCalls>,
  asker: Child<AskerCalls>,
  { product, cookie }: { product: number; cookie: string },
  keep: Keep,
): Promise<void> {
  const post = async (path: string, body: string, wanted: number) => {
    await server.call('settle');
    const answer = await asker.call('one', {
      port: product,
      method: 'POST',
      path: `/api/v1/gigs${path}`,
      headers: { cookie },
      body,
    });
    if (answer.status !== wanted) throw new Error(answer.body);
    return { ms: answer.ms, gig: JSON.parse(answer.body) };
  };
  const { ms: draftMs, gig: draft } = await post('', await server.call('posting'), 201);
  const { ms, gig } = await post(`/${draft.id}/submit`, JSON.stringify({ revision: draft.revision }), 200);
  if (gig.state !== 'published') throw new Error(`It became ${gig.state}`);
  keep('post.draft', draftMs);
  keep('post.submit', ms);
}

/** Posts so many gigs and inserts as many, in turn, each when what follows from the one before is done. */
export async function posts(
  server: Child<ServerCalls>,
  asker: Child<AskerCalls>,
  ports: { product: number; cookie: string },
  { count, keep }: { count: number; keep: Keep },
): Promise<void> {
  const insert = async () => {
    await server.call('settle');
    keep('insert', await server.call('insert'));
  };
  for (let i = 0; i < count; i++) {
    const both = [() => postOne(server, asker, ports, keep), insert];
    for (const one of both.sort(() => Math.random() - 0.5)) await one();
  }
}
