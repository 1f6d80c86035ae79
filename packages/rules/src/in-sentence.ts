/** What somebody wrote, to stand within a sentence of ours that ends with a stop of its own: without theirs. */
export const inSentence = (text: string): string => text.trimEnd().replace(/[。.！!；;，,]$/, '');
