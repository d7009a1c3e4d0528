/** What has to be sent for a tenant, and since when. */
interface Due {
  readonly tenant: string;
  readonly nextAt: number;
}

/**
 * The longest waiting of each tenant, then the second of each, and so on: however much a tenant has
 * waiting, the first of another one comes right after its first.
 */
export function inTurns<D extends Due>(due: readonly D[]): readonly D[] {
  const turns = new Map<string, number>();
  return due
    .toSorted((one, other) => one.nextAt - other.nextAt)
    .map((each) => {
      const turn = turns.get(each.tenant) ?? 0;
      turns.set(each.tenant, turn + 1);
      return { each, turn };
    })
    .toSorted((one, other) => one.turn - other.turn)
    .map(({ each }) => each);
}
