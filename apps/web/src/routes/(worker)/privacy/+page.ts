/** Nothing moves on it: it is read without a script. */
export const csr = false;
