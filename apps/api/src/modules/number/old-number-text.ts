import { Types } from 'mongoose';
import * as z from 'zod';
import type { Deps } from '../../deps.ts';
import type { JobSpec } from '../../platform/jobs/worker.ts';
import { stationWords } from '../../words/say.ts';
import { wordsOf } from '../../words/words.ts';

const KIND = 'number.changed_sms';
const ENDING = 4;
const zData = z.object({ id: z.string(), to: z.string(), ending: z.string() });

/**
 * Asks for a text message to the number that an account had: whoever took the account over doesn't read that phone. In
 * the transaction of the change. The number goes along, as nothing else knows it any more; the server sends it, also
 * where another process asked.
 */
export async function askForOldNumberText(
  deps: Deps,
  { from, to }: { from: string; to: string },
): Promise<void> {
  const id = new Types.ObjectId().toHexString();
  await deps.jobs.enqueue([{ kind: KIND, key: id, data: { id, to: from, ending: to.slice(-ENDING) } }]);
}

export const oldNumberTextJob = (deps: Deps): JobSpec => ({
  kind: KIND,
  run: async (data) => {
    const { id, to, ending } = zData.parse(data);
    const station = stationWords(deps.settings.STATION_PHONE);
    await deps.sms.send({ id, to, text: wordsOf('number').text({ ending, station }) });
    return undefined;
  },
});
