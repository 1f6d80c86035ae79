import { connect, type NetConnectOpts } from 'node:net';
import { type Settings, SettingsError } from '../settings.ts';

/** `unscanned`: nobody looks. */
export type Scanned = 'clean' | 'found' | 'unscanned';
/** Who looks into what is about to be stored. Throws where they can't be asked: then nothing is stored. */
export type FileScanner = { scan(bytes: Buffer): Promise<Scanned> };

const LIMIT_MS = 15_000;
const CHUNK = 64 * 1024;
const REPLY_BYTES = 4096;

const noScanner: FileScanner = { scan: async () => 'unscanned' };

function* inPieces(bytes: Buffer): Generator<Buffer> {
  yield Buffer.from('zINSTREAM\0');
  for (let from = 0; from < bytes.length; from += CHUNK) {
    const piece = bytes.subarray(from, from + CHUNK);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(piece.length);
    yield length;
    yield piece;
  }
  yield Buffer.alloc(4);
}

/** What the service says of these bytes; up to its first zero byte. */
function ask(to: NetConnectOpts, bytes: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(to);
    let said = '';
    const give = (settle: () => void) => {
      socket.destroy();
      settle();
    };
    socket.setTimeout(LIMIT_MS, () => give(() => reject(new Error('the scanner does not answer'))));
    socket.once('error', (error) => give(() => reject(error)));
    socket.once('close', () => reject(new Error('the scanner hung up')));
    socket.setEncoding('latin1').on('data', (text: string) => {
      said += text;
      const end = said.indexOf('\0');
      if (end >= 0) give(() => resolve(said.slice(0, end)));
      else if (said.length > REPLY_BYTES) give(() => reject(new Error('the scanner says too much')));
    });
    for (const piece of inPieces(bytes)) socket.write(piece);
  });
}

/** ClamAV's daemon, by its command INSTREAM: `host:port`, or the path of its socket. */
export function clamd(address: string): FileScanner {
  const [, host = '', port = ''] = /^\[?([^/\]]+)\]?:(\d+)$/.exec(address) ?? [];
  const to: NetConnectOpts = host ? { host, port: Number(port) } : { path: address };
  return {
    async scan(bytes) {
      const said = await ask(to, bytes);
      if (/^stream: OK$/.test(said)) return 'clean';
      if (/ FOUND$/.test(said)) return 'found';
      throw new Error(`the scanner answered ${JSON.stringify(said)}`);
    },
  };
}

/** The scanner that the settings name. Throws SettingsError where they lack what it needs. */
export function fileScanner({
  FILE_SCANNER,
  CLAMD_ADDRESS,
}: Pick<Settings, 'FILE_SCANNER' | 'CLAMD_ADDRESS'>): FileScanner {
  if (FILE_SCANNER === 'none') return noScanner;
  if (!CLAMD_ADDRESS) throw new SettingsError('Setting FILE_SCANNER=clamd: needs CLAMD_ADDRESS beside it.');
  return clamd(CLAMD_ADDRESS);
}
