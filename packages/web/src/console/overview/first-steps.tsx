import type { AttemptSeries } from '../api/stats.ts';
import { places } from '../frame/places.ts';
import { Empty } from '../parts/empty.tsx';

/** While nobody tried a PIN there is nothing to see, so it says what to do. */
export function FirstSteps({
  tenant,
  stats,
}: {
  readonly tenant: string;
  readonly stats: AttemptSeries;
}) {
  const quiet = stats.series.every(
    ({ verified, wrong, locked, lockouts, other }) =>
      verified + wrong + locked + lockouts + other === 0,
  );
  if (!quiet) return null;
  return (
    <Empty title="Nobody tried a PIN in this span">
      <p>
        To begin: <a href={places.policy(tenant)}>look over the policy</a>,{' '}
        <a href={places.keys(tenant)}>make a key</a> for the wire your app speaks, and{' '}
        <a href={places.look(tenant)}>give the PIN pages your look</a>. What is tried with that key
        shows here within seconds.
      </p>
    </Empty>
  );
}
