/** Kept by the service worker and shown in place of the answer to a form, where none came. It fills in `%lg.…%`. */
export const csr = false;
