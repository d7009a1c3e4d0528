/** Fields every key has; what else an answer holds is for whoever will call with it. */
const KNOWN: ReadonlySet<string> = new Set([
  ...['id', 'dialect', 'name', 'subject', 'algorithm', 'createdAt', 'revokedAt'],
]);

/** What a new key's caller has to be told, by name; parts of a whole are named after it. */
export function secretsOf(
  key: Readonly<Record<string, unknown>>,
): readonly (readonly [name: string, value: string])[] {
  return Object.entries(key)
    .filter(([name]) => !KNOWN.has(name))
    .flatMap(([name, value]) => tell(name, value));
}

function tell(name: string, value: unknown): readonly (readonly [string, string])[] {
  if (value === null || value === undefined) return [];
  if (typeof value !== 'object') return [[name, String(value)]];
  const parts = Object.entries(value);
  // Several wholes in one, such as a keystore for each generation of client: one each.
  if (parts.every(([, part]) => typeof part === 'object' && part !== null)) {
    return parts.map(([part, whole]) => [`${name}: ${part}`, JSON.stringify(whole, null, 2)]);
  }
  return [[name, JSON.stringify(value, null, 2)]];
}
