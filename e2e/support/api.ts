/** A signed-in demo person's way to the API of a running product. */
export async function demoSession(url: string, key: string) {
  const answer = await fetch(`${url}/api/v1/demo/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ key }),
  });
  if (!answer.ok) throw new Error(`Demo sign-in of ${key}: ${answer.status} ${await answer.text()}`);
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  return { key, cookie, me: (await answer.json()) as { roles: { role: string; employerId?: string }[] } };
}
export type DemoSession = Awaited<ReturnType<typeof demoSession>>;

export type Answer = { status: number; body: Record<string, unknown> };

export async function call(
  url: string,
  session: DemoSession | null,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const answer = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: {
      ...headers,
      ...(session ? { cookie: session.cookie } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return {
    status: answer.status,
    body: answer.status === 204 ? {} : ((await answer.json()) as Record<string, unknown>),
  };
}
