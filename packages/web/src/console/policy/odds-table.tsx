import type { Odds } from '../api/policy.ts';
import { saysShare } from './say-rule.ts';

/** The chance to hit after so many guesses: by luck, and by trying the popular PINs first. */
export function OddsTable({ odds }: { readonly odds: readonly Odds[] }) {
  const most = Math.max(...odds.map(({ random, informed }) => Math.max(random, informed)), 1e-9);
  return (
    <table class="odds" aria-label="An attacker’s odds">
      <thead>
        <tr>
          <th scope="col">Guesses</th>
          <th scope="col">At random</th>
          <th scope="col">Popular first</th>
        </tr>
      </thead>
      <tbody>
        {odds.map(({ guesses, random, informed }) => (
          <tr key={guesses}>
            <th scope="row">{guesses}</th>
            <td>
              <Chance share={random} most={most} tone="plain" />
            </td>
            <td>
              <Chance share={informed} most={most} tone="warn" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Chance(props: {
  readonly share: number;
  readonly most: number;
  readonly tone: 'plain' | 'warn';
}) {
  const { share, most, tone } = props;
  const width = `${Math.max(1, Math.round((100 * share) / most))}%`;
  return (
    <div class="chance">
      <span class={`bar ${tone}`} style={{ inlineSize: width }} />
      <span>{saysShare(share)}</span>
      <span class="soft small">{share > 0 ? `1 in ${oneIn(share)}` : ''}</span>
    </div>
  );
}

function oneIn(share: number): string {
  return Number((1 / share).toPrecision(2)).toLocaleString('en');
}
