import { connect } from '../src/client.ts';

type Options = {
  /** Where the product is reached. */
  origin: string;
  /** The number of an operator of the office, and how the code that comes to it by text message is read. */
  phone: string;
  readCode: () => Promise<string>;
  /** A list of postings, as the office has it. */
  file: File;
  sourceName: string;
  /** Hears of each posting that waits for a decision, and of each that became public. */
  heard: (what: { event: 'queued' | 'published'; number: string; title: string }) => void;
};

const PAUSE_MS = 500;

/** What was asked for, or an error with the sentence that the API gave, and its stable code. */
function got<T>({ data, error }: { data?: T; error?: { code: string; detail: string } }): T {
  if (error) throw new Error(`${error.code}: ${error.detail}`);
  return data as T;
}

/**
 * What an office does with its list: signs in, shows it to the API, reads what would become of each row, lets the new
 * ones go to the operators, and hears live what becomes of them. Gives the import once all its rows are settled, and
 * what ends the live connection.
 */
export async function sendPostings({ origin, phone, readCode, file, sourceName, heard }: Options) {
  const linggong = connect({ origin });
  const { api } = linggong;

  const { texts: consent } = got(await api.GET('/api/v1/about'));
  got(await api.POST('/api/v1/session/code', { body: { phone } }));
  got(await api.POST('/api/v1/session', { body: { phone, code: await readCode(), consent } }));

  // What happens from here on is heard, whether the connection stands yet or not.
  const { seq } = got(await api.GET('/api/v1/gigs', { params: { query: { limit: 1 } } }));
  const live = linggong.live({
    after: seq,
    filter: {},
    onEvents(events) {
      for (const event of events) {
        if (event.type === 'review.queued.v1') {
          const { number, title } = event.payload.item;
          heard({ event: 'queued', number, title });
        }
        if (event.type === 'gig.published.v1') {
          const { number, title } = event.payload.gig;
          heard({ event: 'published', number, title });
        }
      }
    },
  });

  const form = new FormData();
  form.set('file', file);
  form.set('sourceName', sourceName);
  const shown = got(await api.POST('/api/v1/imports', { body: { file: '' }, bodySerializer: () => form }));
  const path = { id: shown.import.id };
  got(
    await api.POST('/api/v1/imports/{id}/run', { params: { path }, body: { version: shown.import.version } }),
  );
  for (;;) {
    const { import: now } = got(await api.GET('/api/v1/imports/{id}', { params: { path } }));
    if (now.state !== 'running') return { shown, import: now, live };
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
