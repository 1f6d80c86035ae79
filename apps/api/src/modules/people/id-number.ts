import type { Sex } from '@linggong/contracts/people.ts';
import { readIdNumber } from '@linggong/rules/id-number.ts';
import { localDay } from '@linggong/rules/time.ts';
import type { Deps } from '../../deps.ts';
import { hmac } from '../../platform/keyed.ts';
import { problem } from '../../platform/problem.ts';
import { wordsOf } from '../../words/words.ts';

/** What is kept of an identity number that was seen, and what it says of its bearer. The number itself goes no further. */
export type SeenIdNumber = {
  birthDate: string;
  sex: Sex;
  /** An HMAC; undefined: nothing is kept by which doubles are found. */
  idHash?: string;
  idLastFour: string | null;
};

/**
 * Reads a number as it was typed; null: none was. `ID_NUMBER_KEPT` says what is kept. Throws `people.id_number` with
 * what is wrong, without the number.
 */
export function seeIdNumber(
  deps: Pick<Deps, 'secret' | 'clock' | 'settings'>,
  typed: string,
): SeenIdNumber | null {
  if (typed === '') return null;
  const read = readIdNumber(typed, localDay(deps.clock()));
  if (read.wrong !== null) {
    const message = wordsOf('people').idNumber[read.wrong];
    throw problem('people.id_number', { detail: message, errors: [{ path: 'idNumber', message }] });
  }
  const kept = deps.settings.ID_NUMBER_KEPT;
  return {
    birthDate: read.birthDate,
    sex: read.sex,
    ...(kept === 'nothing' ? {} : { idHash: hmac(deps.secret, 'people.id_number', read.number) }),
    idLastFour: kept === 'last_four' ? read.lastFour : null,
  };
}
