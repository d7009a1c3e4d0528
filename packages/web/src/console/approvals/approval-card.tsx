import type { Approval } from '../api/approvals.ts';
import { actorOf, useRights, useSession } from '../frame/session-context.ts';
import { OutcomeBadge } from '../parts/badge.tsx';
import { Moment } from '../parts/moment.tsx';
import { sayKind } from './say-kind.ts';

interface ApprovalCardProps {
  readonly approval: Approval;
  readonly onVerdict: (agrees: boolean) => void;
}

/** What somebody asked for, and what became of it. Who asked can take it back, never agree. */
export function ApprovalCard({ approval, onVerdict }: ApprovalCardProps) {
  const { operate } = useRights();
  const { session } = useSession();
  const { kind, state, changes, requestedBy, requestedAt, expiresAt } = approval;
  const own = requestedBy === actorOf(session);
  const open = state === 'pending';
  return (
    <article class="card stack">
      <div class="row apart">
        <h2>{sayKind(kind)}</h2>
        <OutcomeBadge outcome={state} />
      </div>
      <ul class="bullets">
        {changes.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
      <p class="soft small">
        Asked for by <bdi>{requestedBy}</bdi> on <Moment at={requestedAt} />
        {open && (
          <>
            , good until <Moment at={expiresAt} />
          </>
        )}
      </p>
      <Settled approval={approval} />
      {open && own && (
        <p class="small soft">You asked for this: somebody else has to agree to it.</p>
      )}
      {open && operate && (
        <div class="row">
          {!own && (
            <button type="button" class="button" onClick={() => onVerdict(true)}>
              Approve
            </button>
          )}
          <button type="button" class="button second" onClick={() => onVerdict(false)}>
            {own ? 'Take it back' : 'Reject'}
          </button>
        </div>
      )}
    </article>
  );
}

function Settled({ approval }: { readonly approval: Approval }) {
  const { settledBy, settledAt, reason } = approval;
  if (settledBy === null) return null;
  return (
    <p class="small">
      <bdi class="strong">{settledBy}</bdi> on <Moment at={settledAt} />
      {reason !== null && (
        <>
          : <bdi>{reason}</bdi>
        </>
      )}
    </p>
  );
}
