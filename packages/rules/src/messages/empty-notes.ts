/**
 * What is noted of a file's row where it says nothing of a thing, by the rule (`missing.` before it) that says the same
 * of the posting: who shows both leaves one out.
 */
export const EMPTY_NOTES = {
  trade: '认不出是什么工种，先空着。',
  headcount: '没写招几个人，先空着。',
  place: '没写在哪个地区，先空着。',
  pay: '没写工资，先空着。',
} as const;
