/** The spoken number of a gig: `028461` as `028-461`. */
export const gigNumber = (number: string): string => `${number.slice(0, 3)}-${number.slice(3)}`;
