import { expect, test } from 'vitest';
import { workAt } from './told-words.ts';

test.each([
  ['the place before the work', '如意村', '通村路清边沟', '如意村通村路清边沟'],
  ['once, where the title begins with it', '如意村', '如意村通村路清边沟', '如意村通村路清边沟'],
  ['also where the title has it further on', '如意村', '去如意村清边沟', '如意村去如意村清边沟'],
  ['nothing where it is not known', '', '通村路清边沟', '通村路清边沟'],
])('%s', (_, place, title, work) => {
  expect(workAt(place, title)).toBe(work);
});
