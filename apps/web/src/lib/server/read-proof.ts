import { type Proof, zProof } from '@linggong/contracts/challenge.ts';

const parsed = (text: FormDataEntryValue | null): unknown => {
  try {
    return JSON.parse(String(text ?? ''));
  } catch {
    return null;
  }
};

/** What a form brings of a challenge that its page was given; null: nothing, or nothing that can be read. */
export function readProof(form: FormData): Proof | null {
  const challenge = parsed(form.get('challenge'));
  const proof = zProof.safeParse({ challenge, solution: parsed(form.get('solution')) });
  return proof.success ? proof.data : null;
}
