const EVERY_MS = 20_000;

/**
 * The server's time, going on in the browser from the moment that the page was made: a desk's own clock may be wrong.
 * `often`: whether it goes by the second now.
 */
export function ticking(made: () => Date, often: () => boolean = () => false) {
  let now = $derived(made());
  $effect(() => {
    const ahead = made().getTime() - Date.now();
    const timer = setInterval(
      () => {
        now = new Date(Date.now() + ahead);
      },
      often() ? 1000 : EVERY_MS,
    );
    return () => clearInterval(timer);
  });
  return {
    get now() {
      return now;
    },
  };
}
