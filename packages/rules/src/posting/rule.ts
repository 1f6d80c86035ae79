import type { EMPLOYER_KINDS } from '@linggong/contracts/employer.ts';
import type { Flag } from '@linggong/contracts/flag.ts';
import type { Posting } from '@linggong/contracts/posting.ts';
import type { MinimumWage } from './minimum-wage.ts';

export type EmployerKind = (typeof EMPLOYER_KINDS)[number];

/** What a posting is judged by, besides itself. */
export type PostingContext = {
  now: Date;
  /** Rows for the workplace's regions; others are passed over. */
  wages: readonly MinimumWage[];
  /** Codes of the workplace's regions, root first; empty: not known, and then nothing is said of wages. */
  regionCodes: readonly string[];
  altitudeM: number | null;
  /** `altitudeM` is an estimate. */
  altitudeAbout?: boolean;
  /** It comes from another site (an import) and must name it. */
  forwarded: boolean;
  employerKind: EmployerKind;
};

/**
 * What a rule found: where, by which words (exact substrings of that field), and what to do; the level and the article
 * where they are others than the rule's.
 */
export type Finding = Pick<Flag, 'field' | 'words' | 'advice'> & Partial<Pick<Flag, 'level' | 'article'>>;

export type Rule = {
  /** Stable; kept in flags and decisions. */
  id: string;
  level: Flag['level'];
  /** Its level for forwarded postings, where it differs: whoever imports can't always know more. */
  forwardedLevel?: Flag['level'];
  article: string;
  check: (posting: Posting, context: PostingContext) => readonly Finding[];
};

/** A rule that needs nothing but the posting. */
export type WordRule = Omit<Rule, 'check'> & { check: (posting: Posting) => readonly Finding[] };

/** A finding about something that isn't in words. */
export const missing = (field: string, advice: string): Finding => ({ field, words: [], advice });
