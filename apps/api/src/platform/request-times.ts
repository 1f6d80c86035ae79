/** Upper bounds in seconds: answered from memory, from the database, noticed, annoying, gone. */
const BOUNDS = [0.005, 0.02, 0.1, 0.5, 2];
const NAME = 'http_request_seconds';

type Times = { method: string; status: string; upTo: number[]; count: number; seconds: number };

/**
 * How long requests took, by method and status class, as a Prometheus histogram. By itself, as it stands in the way of
 * every answer: the registry's histogram finds its labels anew each time, which costs more than what is sent from memory.
 */
export function requestTimes() {
  const byMethod = new Map<string, Times[]>();

  function timesOf(method: string, hundreds: number): Times {
    let classes = byMethod.get(method);
    if (!classes) {
      classes = [];
      byMethod.set(method, classes);
    }
    classes[hundreds] ??= {
      method,
      status: `${hundreds}xx`,
      upTo: BOUNDS.map(() => 0),
      count: 0,
      seconds: 0,
    };
    return classes[hundreds];
  }

  function lines({ method, status, upTo, count, seconds }: Times): string[] {
    const labels = `method="${method}",status="${status}"`;
    return [
      ...BOUNDS.map((bound, i) => `${NAME}_bucket{le="${bound}",${labels}} ${upTo[i]}`),
      `${NAME}_bucket{le="+Inf",${labels}} ${count}`,
      `${NAME}_sum{${labels}} ${seconds}`,
      `${NAME}_count{${labels}} ${count}`,
    ];
  }

  return {
    answered(method: string, status: number, ms: number): void {
      const times = timesOf(method, Math.floor(status / 100));
      const seconds = ms / 1000;
      times.count += 1;
      times.seconds += seconds;
      for (let i = BOUNDS.length - 1; i >= 0 && seconds <= BOUNDS[i]!; i--) times.upTo[i]! += 1;
    },
    text: (): string =>
      [
        `# HELP ${NAME} Time to answer, by method and status class`,
        `# TYPE ${NAME} histogram`,
        ...[...byMethod.values()].flat().flatMap(lines),
        '',
      ].join('\n'),
  };
}
