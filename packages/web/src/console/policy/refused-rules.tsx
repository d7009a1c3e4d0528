import type { RefusedRule } from '../api/policy.ts';
import { sayRule, saysShare } from './say-rule.ts';

export function RefusedRules({ rules }: { readonly rules: readonly RefusedRule[] }) {
  if (rules.length === 0) return <p>Nothing: every PIN of this length is allowed.</p>;
  return (
    <ul class="rules">
      {rules.map(({ rule, share, examples }) => (
        <li key={rule}>
          <p class="row apart">
            <span>{sayRule(rule)}</span>
            <span class="soft small">{saysShare(share)}</span>
          </p>
          <p class="examples">
            {examples.slice(0, 5).map((each) => (
              <code key={each}>{each}</code>
            ))}
          </p>
        </li>
      ))}
    </ul>
  );
}
