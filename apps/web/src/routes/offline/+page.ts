/** Kept by the service worker and shown in place of any page when there is no connection; at that page’s address. */
export const csr = false;
