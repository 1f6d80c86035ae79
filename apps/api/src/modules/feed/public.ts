// What other features may use of this one.

export { cardsOf } from './cards.ts';
export { offered, wants } from './matching.ts';
