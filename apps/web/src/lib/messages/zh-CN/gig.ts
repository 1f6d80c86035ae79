export const gig = {};
