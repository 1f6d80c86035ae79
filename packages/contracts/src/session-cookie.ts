/**
 * The one cookie that carries a session. `secure`: the product is reached by https (`PUBLIC_ORIGIN`); `__Host-` then
 * binds it to this very host. No other cookie counts, whatever it is called.
 */
export const sessionCookieName = (secure: boolean): string =>
  secure ? '__Host-linggong_session' : 'linggong_session';
