import { ALERTS_AT_MOST } from '@linggong/contracts/alert.ts';
import { PROBLEMS, type ProblemCode } from '@linggong/contracts/problem.ts';
import type { AllProblemTexts, ProblemText } from '../platform/problem.ts';
import { put, type Sentence, stationWords } from './say.ts';
import { type Area, type Words, wordsOf } from './words.ts';

/** Areas that say what an error is; each code is said by one. */
type Saying = { [A in Area]: 'problems' extends keyof Words[A] ? A : never }[Area];

/** `satisfies` sees to it that none is forgotten. */
const SAYING = Object.keys({
  alerts: true,
  bookings: true,
  caps: true,
  closing: true,
  contacts: true,
  crews: true,
  employers: true,
  events: true,
  files: true,
  general: true,
  gigs: true,
  identity: true,
  imports: true,
  number: true,
  people: true,
  proxies: true,
  regions: true,
  reports: true,
  review: true,
  rolls: true,
} satisfies Record<Saying, true>) as Saying[];

type Sentences = {
  readonly [C in ProblemCode]?: { title: string; detail: Sentence<{ station: string; alerts: number }> };
};
const codes = Object.keys(PROBLEMS) as ProblemCode[];

function textOf(code: ProblemCode, phone: string | undefined): ProblemText {
  for (const area of SAYING) {
    const problems: Sentences = wordsOf(area).problems;
    const said = problems[code];
    if (!said) continue;
    const detail = put(said.detail, { station: stationWords(phone), alerts: ALERTS_AT_MOST });
    return { ...said, detail };
  }
  throw new Error(`No area says what ${code} is`);
}

/**
 * What people read of each error, in the language of whoever reads it when it is read; `phone`: the station's, for who is
 * sent there. Throws where a text is missing.
 */
export function problemTexts(phone: string | undefined): AllProblemTexts {
  const texts = {} as Record<ProblemCode, ProblemText>;
  for (const code of codes) {
    textOf(code, phone);
    Object.defineProperty(texts, code, { enumerable: true, get: () => textOf(code, phone) });
  }
  return texts;
}
