import type { Deps } from '../../deps.ts';
import { noticeKind } from '../../platform/notices/kind.ts';
import { noticesOn } from '../../platform/notices/source.ts';
import { say } from '../../words/say.ts';
import { wordsOf } from '../../words/words.ts';
import { type GigTold, lookAtDecisions, partsOf, toMembers, whileGig } from '../gigs/public.ts';
import { sendersOf } from './returned.ts';

/** Nobody signs in for its employer: whoever forwarded it has it corrected. */
const returned = noticeKind({
  ...toMembers,
  kind: 'import.returned',
  icon: 'alert',
  key: ({ eventId }: GigTold) => `import.returned:${eventId}`,
  leadsTo: ({ gig }: GigTold) => `/desk/imports/${String(gig.importId)}?only=returned`,
  words: (told) => say(wordsOf('imports').notices.returned, partsOf(told)),
  // Those of one import are one message.
  about: ({ href }) => href,
  still: whileGig(({ state }) => state === 'returned'),
});

export const importNotices = [returned] as const;

export const importNoticesOn = [
  noticesOn('gig.reviewed.v1', async (deps: Deps, events) => {
    const decidedOf = await lookAtDecisions(deps, events);
    return async (event) => {
      const decided = await decidedOf(event);
      if (decided?.decision !== 'return') return [];
      const { gig, members } = decided.of;
      if (members.length > 0 || !gig.importId) return [];
      return returned.drafts({ ...decided.of, members: await sendersOf(deps, gig.importId) });
    };
  }),
];
