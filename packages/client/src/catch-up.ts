/** How many event ids are remembered to tell doubles by; more than one catch-up and a burst bring. */
const REMEMBERED = 2000;

/** What of an event its place is told by. */
type Placed = { id: string; seq: number };
/** A page of the log: continue from `seq`, even where `items` is empty. */
export type LogPage<E> = { items: E[]; seq: number; more: boolean };
type Answer<E> = { ok: true; data: LogPage<E> } | { ok: false; problem: { status: number } };

type Options<E> = {
  /** The log up to here is in the view already; null: not known, it is loaded anew when the log's end is. */
  seq: number | null;
  /** `GET /events?after=…` with the view's filter. */
  fetchPage: (after: number) => Promise<Answer<E>>;
  /** New events, in order of seq, each once. */
  deliver: (events: E[]) => void;
  /** Where the view stands in the log is not known (any more): it must be loaded anew. */
  reload: () => void;
};

/**
 * Keeps a view level with the log. The push is a hint: whenever there may be a gap, the log is asked for what
 * came after the last event that was seen, and what is pushed meanwhile waits its turn.
 */
export function catchUp<E extends Placed>({ seq, fetchPage, deliver, reload }: Options<E>) {
  let position = seq;
  let waiting: E[] = [];
  let running: Promise<boolean> | null = null;
  /** Something may be missing after `position`: nothing later may be handed on before it. */
  let gap = true;
  let ended = false;
  /** It is being loaded anew already. */
  let reloading = false;
  const seen = new Set<string>();

  function hand(events: E[]) {
    const fresh: E[] = [];
    for (const event of [...events].sort((a, b) => a.seq - b.seq)) {
      if (seen.has(event.id)) continue;
      seen.add(event.id);
      fresh.push(event);
      position = Math.max(position ?? 0, event.seq);
    }
    for (const id of seen) {
      if (seen.size <= REMEMBERED) break;
      seen.delete(id);
    }
    if (fresh.length > 0 && !ended) deliver(fresh);
  }

  async function run(from: number): Promise<boolean> {
    for (;;) {
      const answer = await fetchPage(position ?? from);
      if (ended) return false;
      if (!answer.ok) {
        if (answer.problem.status === 410) {
          position = null;
          reloading = true;
          reload();
        }
        return false;
      }
      const { items, seq: reached, more } = answer.data;
      hand(items);
      position = Math.max(position ?? 0, reached);
      if (!more) return true;
    }
  }

  function close() {
    gap = false;
    const rest = waiting;
    waiting = [];
    hand(rest);
  }

  return {
    get position() {
      return position;
    },
    /** Events as they are pushed. */
    push(events: E[]) {
      if (!gap) return hand(events);
      waiting.push(...events);
      // The log has them all: those left out here are asked for.
      if (waiting.length > REMEMBERED) waiting = waiting.slice(-REMEMBERED);
    },
    /** The connection was lost: what is pushed from here on may come after a gap. */
    lost() {
      gap = true;
    },
    /**
     * The log stands at `end` (absent: not known). Asks for what is missing; true once the view is level.
     * Calls that come while one runs share its answer.
     */
    level(end?: number): Promise<boolean> {
      if (ended) return Promise.resolve(false);
      if (position === null) {
        position = end ?? null;
        if (end !== undefined) close();
        if (!reloading) reload();
        reloading = false;
        return Promise.resolve(true);
      }
      // An end before what was seen is that of a process which is a little behind, or of another log: the log itself says.
      running ??= (end === position ? Promise.resolve(true) : run(position))
        .then((level) => {
          if (level) close();
          return level;
        })
        .finally(() => {
          running = null;
        });
      return running;
    },
    /** Delivers nothing from here on. */
    end() {
      ended = true;
    },
  };
}
export type CatchUp<E extends Placed> = ReturnType<typeof catchUp<E>>;
