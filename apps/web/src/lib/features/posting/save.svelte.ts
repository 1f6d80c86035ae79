import { changeGig } from '@linggong/contracts/api/gigs.ts';
import type { ManagedGig } from '@linggong/contracts/gig.ts';
import type { Posting } from '@linggong/contracts/posting.ts';
import type { ApiProblem, Call } from '#lib/api/client.ts';

const WAIT_MS = 1200;
const AGAIN_MS = 15_000;

/** What was sent, with the ids that the server gave to its new shifts. */
export function withShiftIds(sent: Posting, stored: Posting): Posting {
  const shifts = sent.shifts.map(({ id, ...shift }, i) => {
    const given = id ?? stored.shifts[i]?.id;
    return given ? { id: given, ...shift } : shift;
  });
  return { ...sent, shifts };
}

export type SaveState =
  | { kind: 'saved'; at: string }
  | { kind: 'dirty' }
  | { kind: 'saving' }
  | { kind: 'failed'; problem: ApiProblem }
  | { kind: 'conflict' };

type Options = {
  call: Call;
  gig: Pick<ManagedGig, 'id' | 'revision' | 'updatedAt' | 'posting'>;
  /** The posting as it is typed now. */
  posting: () => Posting;
  /** After each save, with what was sent: the server gives new shifts their ids. */
  saved: (gig: ManagedGig, sent: Posting) => void;
};

/**
 * Keeps a draft saved while somebody types: a little after the last change, again after a failure, never over what
 * another hand saved meanwhile. Its state is what is true: `saved` only once the server said so.
 */
export function keepSaved({ call, gig, posting, saved }: Options) {
  let state = $state<SaveState>({ kind: 'saved', at: gig.updatedAt });
  let revision = $state(gig.revision);
  let stored = JSON.stringify(posting());
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<boolean> | null = null;

  const isStored = () => JSON.stringify(posting()) === stored;

  async function send(): Promise<boolean> {
    clearTimeout(timer);
    if (state.kind === 'conflict') return false;
    const now = posting();
    const text = JSON.stringify(now);
    if (text === stored) {
      // Also where it failed before, and was typed back to what is stored.
      if (state.kind !== 'saved') state = { kind: 'saved', at: new Date().toISOString() };
      return true;
    }
    state = { kind: 'saving' };
    const answer = await call(changeGig, { params: { id: gig.id }, body: { revision, posting: now } });
    if (answer.ok) {
      revision = answer.data.revision;
      stored = JSON.stringify(withShiftIds(now, answer.data.posting));
      saved(answer.data, now);
      state = { kind: 'saved', at: answer.data.updatedAt };
      if (!isStored()) later();
      return true;
    }
    if (answer.problem.code === 'gig.changed_meanwhile') {
      state = { kind: 'conflict' };
      return false;
    }
    state = { kind: 'failed', problem: answer.problem };
    if (answer.problem.status >= 500) timer = setTimeout(() => void save(), AGAIN_MS);
    return false;
  }

  /** Saves now; true once what is typed is stored. Calls that come while one runs wait for it, then look again. */
  async function save(): Promise<boolean> {
    if (running) {
      await running;
      return isStored() || save();
    }
    running = send().finally(() => {
      running = null;
    });
    return running;
  }

  function later() {
    if (state.kind === 'conflict') return;
    clearTimeout(timer);
    if (state.kind !== 'saving') state = { kind: 'dirty' };
    timer = setTimeout(() => void save(), WAIT_MS);
  }

  return {
    get state() {
      return state;
    },
    get revision() {
      return revision;
    },
    /** Something was typed. */
    changed() {
      if (!isStored()) later();
    },
    save,
    /** The network is back: what failed for want of it needn't wait for its next turn. */
    online() {
      if (state.kind === 'failed') void save();
    },
    /** Goes on over what was saved elsewhere, from its revision. */
    overrule(theirs: number) {
      revision = theirs;
      stored = '';
      state = { kind: 'dirty' };
      return save();
    },
    stop() {
      clearTimeout(timer);
    },
  };
}
export type Keeper = ReturnType<typeof keepSaved>;
