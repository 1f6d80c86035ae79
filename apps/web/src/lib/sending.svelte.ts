import type { SubmitFunction } from '$app/forms';

/** No answer for so long is told, though it may still come. */
const LATE_MS = 20_000;

/**
 * A form that is sent by its page: one at a time, and where no answer comes that is said and all stays as it was. The
 * answer comes to the page that one is on, whichever takes the form without a script. Give `submit` to `use:enhance`;
 * what is true of the last sending stands in the others. `done`: it was done.
 */
export function sending(done?: () => void) {
  let now = $state(false);
  let lost = $state(false);

  const submit: SubmitFunction = ({ cancel, controller }) => {
    if (now) return cancel();
    now = true;
    lost = false;
    const late = setTimeout(() => {
      controller.abort();
      now = false;
      lost = true;
    }, LATE_MS);
    return async ({ result, update }) => {
      clearTimeout(late);
      if (result.type === 'error') lost = true;
      else await update({ reset: false, navigate: false });
      if (result.type === 'success') done?.();
      now = false;
    };
  };

  return {
    submit,
    get now() {
      return now;
    },
    /** It is not known whether it arrived. */
    get lost() {
      return lost;
    },
  };
}
