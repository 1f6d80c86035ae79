import { error } from '@sveltejs/kit';
import { wordsOf } from '#lib/words/words.ts';

const forms = () => wordsOf('forms');

/** What says itself what is wrong with it, as a body that is too large does. */
const saysItself = (why: unknown) => why instanceof Error && 'status' in why;

/** Lets whoever reads a request's form answer 400 where it can't be read: that is the sender's mistake, not ours. */
export function forgiveForms(request: Request): void {
  const read = request.formData.bind(request);
  const formData = async () => {
    try {
      return await read();
    } catch (why) {
      if (saysItself(why)) throw why;
      error(400, forms().unreadable, { code: 'request.malformed' });
    }
  };
  Object.defineProperty(request, 'formData', { value: formData });
}
