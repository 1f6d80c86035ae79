import { PROBLEMS, type ProblemCode } from '@linggong/contracts/problem.ts';
import { expect, test } from 'vitest';
import { problem, toProblem } from '../platform/problem.ts';
import { problemTexts } from './problems.ts';

const codes = Object.keys(PROBLEMS) as ProblemCode[];
const said = (phone?: string) =>
  codes.map((code) => toProblem(problem(code), 'id', problemTexts(phone)).detail);

test('who is sent to the station is told its number, where it has one', () => {
  const called = said('0895-4820000').filter((detail) => /零工站/.test(detail));
  expect(called.length).toBeGreaterThan(4);
  for (const detail of called) expect(detail).toContain('零工站（电话 0895-4820000）');
});

test('where it has none no sentence has a gap', () => {
  const called = said().filter((detail) => /零工站/.test(detail));
  expect(called.length).toBeGreaterThan(4);
  for (const detail of said()) expect(detail).not.toMatch(/[{}]|undefined|（电话/);
});
