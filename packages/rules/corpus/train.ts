import { pack } from '../src/posting/likeness.ts';
import { crossValidate, type Figures } from './cross-validate.ts';
import { examplesOf, learn, sentences } from './learn.ts';
import { DEVELOPMENT } from './postings.ts';

/**
 * The source of the weights file, made anew from the development part and the sentences. The threshold comes of
 * cross-validation and takes longest; it can be given.
 */
export function weightsSource(
  { threshold, harmless, honest }: Pick<Figures, 'threshold' | 'harmless' | 'honest'> = crossValidate(
    DEVELOPMENT,
  ),
): string {
  const { weights, bias } = learn([...examplesOf(DEVELOPMENT), ...sentences()]);
  const { packed, most } = pack(weights);
  const figure = (value: number) => Number(value.toPrecision(6));
  return `// Made by \`npm run rules -- train\` from the corpus of postings; not to be edited.
export const BIAS = ${figure(bias)};
export const THRESHOLD = ${figure(threshold)};
export const HARMLESS = ${figure(harmless)};
export const HONEST = ${figure(honest)};
export const MOST = ${figure(most)};
export const PACKED =
  '${packed}';
`;
}
