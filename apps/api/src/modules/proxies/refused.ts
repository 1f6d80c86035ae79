import { problem } from '../../platform/problem.ts';
import { wordsOf } from '../../words/words.ts';

type Why = keyof ReturnType<typeof words>['refused'];
const words = () => wordsOf('proxies');

/** Why a grant is not written down, in words. */
export const refused = (why: Why) => problem('grant.refused', { refusal: why, detail: words().refused[why] });
