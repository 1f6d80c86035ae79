/**
 * The widths at which pages are laid out otherwise, in CSS pixels: `(width < 720px)` and `(width >= 720px)` in styles,
 * which can't name them. There are no others.
 */
export const BREAKPOINTS = {
  /** Below it is a small phone: what can be said by a mark is. */
  small: 420,
  /** Below it is a phone: one column, entries at the thumb. */
  phone: 720,
  /** From it on is a desk: things lie beside each other, and what is done is no bar at the thumb. */
  desk: 980,
} as const;
