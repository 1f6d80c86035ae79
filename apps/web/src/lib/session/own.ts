/**
 * What this browser keeps of one person bears this name or begins with it: keys of `localStorage` and
 * `sessionStorage`, caches, and the one database of IndexedDB. It goes with the session: at the sign-out, and on the
 * first page that is of another session or of nobody. Before something is written under it: `ownReady()`.
 */
export const OWN = 'lg-own';
