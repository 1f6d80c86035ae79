import type { SubmitFunction } from '$app/forms';

/** No answer for so long is told, though it may still come. */
const LATE_MS = 20_000;

/**
 * A form that is sent by its page: one at a time, and where no answer comes that is said and all stays as it was. The
 * answer comes to the page that one is on, whichever takes the form without a script. Give `submit` to `use:enhance`;
 * what is true of the last sending stands in the others. `done`: it was done; `answered`: it was done or refused;
 * `unanswered`: no answer came, and `sure`: it has not gone out.
 */
export function sending(
  on: { done?: () => void; answered?: () => void; unanswered?: (sure: boolean, sent: FormData) => void } = {},
) {
  let now = $state(false);
  let lost = $state(false);
  let sure = $state(false);

  const submit: SubmitFunction = ({ cancel, controller, formData }) => {
    if (now) return cancel();
    now = true;
    lost = false;
    // Asked before it is sent: one that breaks off afterwards may have arrived.
    sure = !navigator.onLine;
    const lose = () => {
      now = false;
      lost = true;
      on.unanswered?.(sure, formData);
    };
    const late = setTimeout(() => {
      controller.abort();
      lose();
    }, LATE_MS);
    return async ({ result, update }) => {
      clearTimeout(late);
      if (result.type === 'error') return lose();
      on.answered?.();
      await update({ reset: false, navigate: false });
      if (result.type === 'success') on.done?.();
      now = false;
    };
  };

  return {
    submit,
    get now() {
      return now;
    },
    /** No answer came. */
    get lost() {
      return lost;
    },
    /** Where no answer came: it has not gone out. */
    get sure() {
      return sure;
    },
  };
}
