export const my = {};
