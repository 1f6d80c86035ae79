/** Why the embedded database could not start; `code` is stable, the message names the folder. */
export class EmbeddedMongoError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.name = 'EmbeddedMongoError';
    this.code = code;
  }
}
