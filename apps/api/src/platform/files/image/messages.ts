import type { ImageRules } from './rules.ts';

/** What a picture is made of, as the first line that the child is given. */
export type ImageJob = ImageRules & { contentType: string };

/** Why a form brought no picture: it is no form, has no file, or the file is none that is taken. */
export type NoImage = 'form' | 'file' | 'kind' | 'pixels' | 'broken';

export type ImageMade = {
  /** Base64: a child says lines. */
  data: string;
  width: number;
  height: number;
};
export type ImageMessage = { refused: NoImage } | { image: ImageMade };
