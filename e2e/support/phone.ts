import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A city's text message gateway that keeps what it is handed; settings for a product that sends through it. */
export async function startGateway() {
  const messages: { to: string; text: string }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      messages.push(JSON.parse(body) as { to: string; text: string });
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    env: {
      SMS_PROVIDER: 'webhook',
      SMS_WEBHOOK_URL: `http://127.0.0.1:${port}/`,
      SMS_WEBHOOK_SECRET: `whsec_${Buffer.from('a secret of some length, for tests').toString('base64')}`,
    },
    /** The codes that came to a number (as people write it), the oldest first. */
    codesTo: (phone: string) =>
      messages
        .filter(({ to }) => to.endsWith(phone))
        .flatMap(({ text }) => /验证码 (\d{6})/.exec(text)?.[1] ?? []),
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
