import { writeFileSync } from 'node:fs';
import { weightsSource } from './train.ts';

export const WEIGHTS_FILE = new URL('../src/posting/likeness-weights.ts', import.meta.url);

export function writeWeights(): void {
  writeFileSync(WEIGHTS_FILE, weightsSource());
}
