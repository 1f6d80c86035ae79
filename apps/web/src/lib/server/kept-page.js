// A page that is kept for Back shows itself only after it was looked whose it is: see page-frame.ts.
{
  const root = document.documentElement;
  const now = () => /(?:^|; )lg_who=([^;]*)/.exec(document.cookie)?.[1] ?? '';
  const own = root.dataset.who ?? now();
  addEventListener('pagehide', ({ persisted }) => {
    if (persisted && own) root.style.visibility = 'hidden';
  });
  addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return;
    if (own === now()) root.style.visibility = '';
    else location.replace(location.pathname + location.search);
  });
}
