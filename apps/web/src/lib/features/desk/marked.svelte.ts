import { getContext, setContext } from 'svelte';
import { goto } from '$app/navigation';
import { navigating, page } from '$app/state';

/**
 * The one posting that keys are about: what opens, as soon as it was asked for, else what is open. There is no second
 * mark beside it. While it opens, or a decision is on its way, nothing can be decided.
 */
export function markedPosting() {
  let opening = $state<string | null>(null);
  let sending = $state(false);

  return {
    get id() {
      return opening ?? page.params.id ?? null;
    },
    /** What is on the page is not what is marked, or won't be for long. */
    get opening() {
      return opening !== null || navigating.to !== null;
    },
    get sending() {
      return sending;
    },
    set sending(is: boolean) {
      sending = is;
    },
    /** Opens a posting; asked again meanwhile, the last one opens. */
    async open(id: string, href: string) {
      if (sending || id === (opening ?? page.params.id)) return;
      opening = id;
      try {
        await goto(href);
      } finally {
        if (opening === id) opening = null;
      }
    },
  };
}
export type Marked = ReturnType<typeof markedPosting>;

const KEY = Symbol('marked');
export const provideMarked = (): Marked => setContext(KEY, markedPosting());
export const useMarked = (): Marked => getContext<Marked>(KEY);
