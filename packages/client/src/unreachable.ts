/**
 * For the `default` of a switch over an outcome: does not compile while a member is missing, and
 * throws when a newer server answers one that this release does not know.
 */
export function unreachable(value: never): never {
  const outcome: unknown = (value as { readonly outcome?: unknown } | null)?.outcome;
  throw new Error(`Unknown outcome ${String(outcome)}: update @pintumbler/client.`);
}
