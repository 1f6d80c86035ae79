/** What a picture becomes, and how large one may be to begin with. */
export type ImageRules = {
  /** Of the longer side, in pixels. */
  edge: number;
  quality: number;
  /** Of the picture that is sent; it is known before any of them is drawn. */
  mostPixels: number;
};

/** What phones make, and what browsers show. Named as the library names what it has read. */
export const KINDS_TAKEN = ['jpeg', 'png', 'webp'] as const;
export const IMAGE_TYPE = 'image/jpeg';
