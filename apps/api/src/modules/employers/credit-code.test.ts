import { expect, test } from 'vitest';
import { creditCodeFits } from './credit-code.ts';

// Of real bodies, as they publish them themselves.
test.each(['91110000802100433B', '9144030071526726XG', '91330100799655058B'])('%s fits', (code) => {
  expect(creditCodeFits(code)).toBe(true);
});

// Made up: of a village collective, and one whose check character is 0.
test.each(['N2540302MF01234565', '91540302MA6T100280'])('%s fits', (code) => {
  expect(creditCodeFits(code)).toBe(true);
});

test.each([
  ['91110000802100434B', 'one digit is another'],
  ['91110000802100343B', 'two digits are swapped'],
  ['911100008021004', 'too short'],
  ['9111000080210043IB', 'a letter that is not used'],
])('%s does not: %s', (code) => {
  expect(creditCodeFits(code)).toBe(false);
});
