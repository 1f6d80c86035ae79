import { tick } from 'svelte';
import { wordsOf } from '#lib/words/words.ts';
import type { SubmitFunction } from '$app/forms';
import type { PostingEdit } from './posting-edit.svelte.ts';

const words = () => wordsOf('errors');

const showFailed = () => document.getElementById('failed')?.scrollIntoView({ block: 'center' });

/**
 * Sends the posting form: its `submit` is what `use:enhance` takes. `?/save` is the keeper's; `?/submit` goes to the
 * server once all that was typed is stored.
 */
export function sender(edit: PostingEdit) {
  const { savesItself, draft, keeper, refused, forget } = edit;
  let sending = $state(false);
  let lost = $state('');

  const submit: SubmitFunction = async ({ action, formData, cancel }) => {
    lost = '';
    if (action.search === '?/save') {
      cancel();
      if (savesItself) void keeper.save();
      return;
    }
    if (edit.wrong > 0) {
      refused();
      cancel();
      await tick();
      showFailed();
      return;
    }
    sending = true;
    if (savesItself) {
      await keeper.save();
      if (keeper.state.kind === 'conflict') {
        sending = false;
        return cancel();
      }
    }
    formData.set('revision', String(keeper.revision));
    for (const [i, { id }] of draft.shifts.entries()) formData.set(`shifts.${i}.id`, id);
    return async ({ result, update }) => {
      sending = false;
      if (result.type === 'error') {
        lost = words().lost;
        return;
      }
      if (result.type === 'failure') refused();
      if (result.type === 'redirect') forget();
      await update({ reset: false });
      if (result.type === 'failure') showFailed();
    };
  };

  return {
    submit,
    get sending() {
      return sending;
    },
    /** What to say when the answer never came; empty: nothing. */
    get lost() {
      return lost;
    },
  };
}
