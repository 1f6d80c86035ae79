export const n: number = 'no';
