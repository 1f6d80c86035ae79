// A page that is kept for Back shows itself only after it was looked whose it is, and in which language: see page-frame.ts.
{
  const root = document.documentElement;
  const cookie = (/** @type {string} */ name) =>
    new RegExp(`(?:^|; )${name}=([^;]*)`).exec(document.cookie)?.[1] ?? '';
  const own = root.dataset.who ?? cookie('lg_who');
  const language = cookie('lg_language');
  addEventListener('pagehide', ({ persisted }) => {
    if (persisted && own) root.style.visibility = 'hidden';
  });
  addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return;
    if (own === cookie('lg_who') && language === cookie('lg_language')) root.style.visibility = '';
    else location.replace(location.pathname + location.search);
  });
}
