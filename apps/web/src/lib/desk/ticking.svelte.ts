const EVERY_MS = 20_000;

/** The time, going on in the browser; until then the moment that the page was made. */
export function ticking(made: () => Date) {
  let now = $derived(made());
  $effect(() => {
    const timer = setInterval(() => {
      now = new Date();
    }, EVERY_MS);
    return () => clearInterval(timer);
  });
  return {
    get now() {
      return now;
    },
  };
}
