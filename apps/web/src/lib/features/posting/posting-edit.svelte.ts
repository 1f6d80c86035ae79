import type { MapTiles } from '@linggong/contracts/about.ts';
import { getManagedGig } from '@linggong/contracts/api/gigs.ts';
import type { Employer } from '@linggong/contracts/employer.ts';
import type { ManagedGig } from '@linggong/contracts/gig.ts';
import type { Posting } from '@linggong/contracts/posting.ts';
import type { Region } from '@linggong/contracts/region.ts';
import type { Wages } from '@linggong/contracts/wage.ts';
import { canMove, storedAs } from '@linggong/rules/gig-moves.ts';
import { onMount, untrack } from 'svelte';
import { makeCall } from '#lib/api/client.ts';
import { chosenRegion, type RegionChoices } from '#lib/api/region-chain.ts';
import { beforeNavigate } from '$app/navigation';
import { toDraft, toPosting } from './draft.ts';
import { forget, type Kept, keep, kept } from './kept.ts';
import { followShifts } from './last-day.svelte.ts';
import type { PostingFailure } from './posting-action.ts';
import { remarks } from './rules.svelte.ts';
import { keepSaved } from './save.svelte.ts';
import { atHoursOf } from './shifts.ts';
import { shiftsWithoutDay, storable, wrongIn } from './wrong-fields.ts';

export type EditedPosting = {
  gig: ManagedGig;
  /** The shifts of the gig that it was copied from. */
  like: Posting['shifts'];
  employer: Employer;
  choices: RegionChoices;
  wages: Wages | null;
  map: MapTiles | null;
  now: Date;
  /** Why the form came back, when it was sent without a script or refused. */
  failure: PostingFailure | null;
};

/**
 * The state of the posting form: what is typed, what the rules say to it, what is stored of it, and what an earlier
 * visit left on this device. Called while a component is made, with its live props; one gig for its whole life.
 */
export function editPosting(props: () => EditedPosting) {
  const call = makeCall((...request) => fetch(...request));
  const { gig, like, employer, choices, wages, now, failure } = untrack(() => ({ ...props() }));
  /** A published gig, or one in review, changes only when its employer says so. */
  const savesItself = canMove(storedAs(gig.state), 'submit');

  const draft = $state(failure?.draft ?? atHoursOf(toDraft(gig.posting), like));
  let region = $state.raw(chosenRegion(choices));
  let tried = $state(failure !== null);
  let typedBefore = $state.raw<Kept | null>(null);
  const posting = $derived(toPosting(draft, gig.posting));
  const wrong = $derived(wrongIn(draft));
  const stores = $derived(storable(draft, gig.posting));

  const rules = remarks({
    call,
    kind: employer.kind,
    forwarded: gig.posting.source !== null,
    wages,
    flags: failure?.flags ?? gig.flags,
    now,
  });
  const keeper = keepSaved({
    call,
    gig,
    posting: () => stores,
    saved: (stored, sent) => {
      sent.shifts.forEach((shift, i) => {
        const typed = draft.shifts[i];
        if (typed && !typed.id && !shift.id) typed.id = stored.posting.shifts[i]?.id ?? '';
      });
      if (Object.keys(wrong).length === 0) forget(gig.id);
    },
  });
  /** What the server said of the form as it was sent holds until that field says something else. */
  const told = $derived(props().failure?.errors ?? {});
  const errors = $derived({ ...told, ...wrong });
  const lastDay = followShifts(draft, { posting: () => posting, now: () => props().now });

  onMount(() => {
    typedBefore = kept(gig.id, draft);
    if (typedBefore && JSON.stringify(typedBefore.draft) === JSON.stringify(draft)) typedBefore = null;
    void rules.load();
    if (savesItself) addEventListener('online', keeper.online);
    return () => {
      removeEventListener('online', keeper.online);
      keeper.stop();
    };
  });

  let first = true;
  $effect(() => {
    const typed = posting;
    untrack(() => {
      rules.typed(typed);
      if (first) {
        first = false;
        return;
      }
      keep(gig.id, $state.snapshot(draft), new Date());
      if (savesItself) keeper.changed();
    });
  });

  beforeNavigate(({ willUnload }) => {
    if (savesItself && keeper.state.kind === 'dirty' && !willUnload) void keeper.save();
  });

  return {
    savesItself,
    /** It was sent before and came back. */
    returned: gig.state === 'returned',
    draft,
    rules,
    keeper,
    lastDay,
    get posting() {
      return posting;
    },
    get region() {
      return region;
    },
    get flags() {
      return rules.flags;
    },
    /** The rules forbid to send it as it is. */
    get blocked() {
      return rules.flags.some(({ level }) => level === 'block');
    },
    get errors() {
      return errors;
    },
    /** How many fields can't be stored as they are typed. */
    get wrong() {
      return Object.keys(wrong).length;
    },
    get daysOpen() {
      return shiftsWithoutDay(draft);
    },
    get tried() {
      return tried;
    },
    get now() {
      return props().now;
    },
    /** What was typed here before and never stored; null: nothing, or it was dealt with. */
    get typedBefore() {
      return typedBefore;
    },
    moved(to: Region | null) {
      region = to;
      void rules.moved(to);
    },
    /** It was sent and came back. */
    refused() {
      tried = true;
    },
    /** The server has all of it: nothing is kept on this device any more. */
    forget: () => forget(gig.id),
    /** In a conflict: what is typed here goes over what another hand saved. */
    async useMine() {
      const latest = await call(getManagedGig, { params: { id: gig.id } });
      if (latest.ok) await keeper.overrule(latest.data.revision);
    },
    /** In a conflict: the page begins anew with what another hand saved. */
    useTheirs() {
      forget(gig.id);
      location.reload();
    },
    useTypedBefore() {
      Object.assign(draft, typedBefore?.draft);
      typedBefore = null;
    },
    dropTypedBefore() {
      forget(gig.id);
      typedBefore = null;
    },
  };
}
export type PostingEdit = ReturnType<typeof editPosting>;
