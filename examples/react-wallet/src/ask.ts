/** Asks the wallet's own backend, which holds the API key and knows who is signed in by a cookie. */
export async function ask<T>(call: string, body: object = {}): Promise<T> {
  const response = await fetch(`/api/${call}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`The wallet answered ${response.status}.`);
  return (await response.json()) as T;
}
