/**
 * Keeps as much of the page's end free as the bars of what is done there are tall: as an attachment of each. Those of
 * steps that are not shown have no height.
 */
export function thumbRoom(bar: HTMLElement): () => void {
  const root = document.documentElement;
  const measure = () => {
    const bars = [...document.querySelectorAll<HTMLElement>('.act-bar')];
    root.style.setProperty(
      '--thumb-room',
      `${Math.max(0, ...bars.map(({ offsetHeight }) => offsetHeight))}px`,
    );
  };
  const watch = new ResizeObserver(measure);
  watch.observe(bar);
  return () => {
    watch.disconnect();
    root.style.removeProperty('--thumb-room');
  };
}
