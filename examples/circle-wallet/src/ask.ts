import type { Answers, Questions } from './backend.ts';

export type { Kind } from './backend.ts';

/** Asks the wallet's own backend. Throws with a sentence for the person in front of the page. */
export async function ask<N extends keyof Answers>(
  name: N,
  question: Questions[N],
): Promise<Answers[N]> {
  const response = await fetch(`/sample/api/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(question),
  });
  const answer = (await response.json()) as { readonly message?: string };
  if (response.ok) return answer as Answers[N];
  throw new Error(answer.message ?? `The backend answered ${response.status}.`);
}
