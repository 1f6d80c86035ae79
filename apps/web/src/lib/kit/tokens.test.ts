import { readFileSync } from 'node:fs';
import { TRADE_GROUPS } from '@linggong/contracts/trades/trade.ts';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

/** The colour tokens of each block of the file that sets `--paper`, in order: day, the device's night, the reader's night. */
const blocks = [...css.matchAll(/\{[^{}]*--paper[^{}]*\}/g)].map(([block]) =>
  Object.fromEntries(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name, hex]) => [name, hex]),
  ),
) as Record<string, string>[];

/** Contrast of two colours by WCAG 2.2 (relative luminance of sRGB). */
function contrast(a: string, b: string): number {
  const luminance = (hex: string) => {
    const [r = 0, g = 0, bl = 0] = [1, 3, 5].map((at) => {
      const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * bl;
  };
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

const grounds = ['paper', 'ticket', 'sunk'];
const text: [string, string][] = [
  ...grounds.flatMap((ground) =>
    ['ink', 'ink-2', 'blue', 'blue-deep'].map((ink): [string, string] => [ink, ground]),
  ),
  ...['paper', 'ticket'].flatMap((ground) =>
    ['red', 'green', 'gold-ink'].map((ink): [string, string] => [ink, ground]),
  ),
  ...['blue', 'red', 'green'].flatMap((colour): [string, string][] => [
    [`on-${colour}`, colour],
    ['ink', `${colour}-wash`],
    [colour, `${colour}-wash`],
  ]),
  ['on-blue', 'blue-deep'],
  ['on-gold', 'gold'],
  ['ink-2', 'blue-wash'],
];
/** Edges of controls and marks: 3 to 1. */
const marks: [string, string][] = [
  ['line-strong', 'paper'],
  ['line-strong', 'ticket'],
  ['blue', 'ticket'],
  // The stripe on a ticket, and the mark of a free place.
  ...Object.keys(TRADE_GROUPS).map((group): [string, string] => [`flag-${group}`, 'ticket']),
  ['green', 'ticket'],
];

test('the reader’s night is the device’s night', () => {
  expect(blocks).toHaveLength(3);
  expect(blocks[2]).toEqual(blocks[1]);
  expect(Object.keys(blocks[1]!)).toEqual(Object.keys(blocks[0]!));
});

describe.each([
  ['day', 0],
  ['night', 1],
])('%s', (_name, at) => {
  const of = (name: string) => blocks[at]![name]!;
  test.each(text)('%s on %s is readable', (ink, ground) => {
    expect(contrast(of(ink), of(ground))).toBeGreaterThanOrEqual(4.5);
  });
  test.each(marks)('%s on %s can be seen', (mark, ground) => {
    expect(contrast(of(mark), of(ground))).toBeGreaterThanOrEqual(3);
  });
});

test('the measure itself: black on white is 21, a colour on itself 1', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#777777', '#777777')).toBe(1);
});
