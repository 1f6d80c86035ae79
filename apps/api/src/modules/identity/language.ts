import type { Language } from '@linggong/words/languages.ts';
import type { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { problem } from '../../platform/problem.ts';
import { wordsOf } from '../../words/words.ts';
import { accountIdByPhone } from './repository/accounts.ts';
import { languagesChosen, personOfAccount } from './repository/persons.ts';

type Id = Types.ObjectId | string;

const named = ({ languages }: Pick<Deps, 'languages'>, code: string | null | undefined): Language =>
  languages.find((language) => language.code === code) ?? languages[0];

/**
 * What each of these persons is told in who doesn't ask just now: the language that they chose, else, and where there
 * are no words in it any more, the source.
 */
export async function languagesOf(deps: Deps, personIds: readonly Id[]): Promise<(id: Id) => Language> {
  if (deps.languages.length === 1) return () => deps.languages[0];
  const chosen = await languagesChosen(deps, personIds);
  return (id) => named(deps, chosen.get(String(id)));
}

/** As `languagesOf`, for one. */
export const languageOf = async (deps: Deps, personId: Id): Promise<Language> =>
  (await languagesOf(deps, [personId]))(personId);

/** As `languagesOf`, for whose account has a number (E.164); the source where nobody's has. */
export async function languageOfNumber(deps: Deps, phone: string): Promise<Language> {
  if (deps.languages.length === 1) return deps.languages[0];
  const accountId = await accountIdByPhone(deps, phone);
  const person = accountId && (await personOfAccount(deps, accountId));
  return named(deps, person?.language);
}

/** Throws `request.invalid`, with those that there are, unless there are words in it. */
export function requireLanguage({ languages }: Pick<Deps, 'languages'>, code: string): void {
  if (languages.some((language) => language.code === code)) return;
  const { languageUnknown, languagesJoin } = wordsOf('identity');
  const there = languages.map(({ code: each }) => each).join(languagesJoin);
  throw problem('request.invalid', {
    errors: [{ path: 'language', message: languageUnknown({ there }) }],
  });
}
