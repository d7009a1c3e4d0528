import { useState } from 'preact/hooks';
import { type Approval, approve, listApprovals, reject } from '../api/approvals.ts';
import { places } from '../frame/places.ts';
import { useRights, useSession } from '../frame/session-context.ts';
import { OutcomeBadge } from '../parts/badge.tsx';
import { Empty } from '../parts/empty.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { Moment } from '../parts/moment.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { ReasonDialog } from '../parts/reason-dialog.tsx';
import { announce } from '../parts/toasts.tsx';
import { useData } from '../parts/use-data.ts';
import { sayKind } from './say-kind.ts';

type Verdict = { readonly approval: Approval; readonly agrees: boolean };

/** Changes that wait for a second pair of eyes. */
export function ApprovalsPage({ tenant }: { readonly tenant: string }) {
  const { data, reload } = useData((signal) => listApprovals(tenant, signal), [tenant]);
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  return (
    <>
      <PageHead
        title="Approvals"
        of={tenant}
        lead="Changes that take effect only once somebody else has agreed."
      />
      <Loaded data={data} reload={reload}>
        {(approvals) =>
          approvals.length === 0 ? (
            <Empty title="Nothing waits">
              <p>
                Weakening a policy and unlocking in bulk can be made to wait here, in the{' '}
                <a href={places.settings(tenant)}>settings</a>.
              </p>
            </Empty>
          ) : (
            <div class="cards">
              {approvals.map((approval) => (
                <ApprovalCard
                  key={approval.id}
                  approval={approval}
                  onVerdict={(agrees) => setVerdict({ approval, agrees })}
                />
              ))}
            </div>
          )
        }
      </Loaded>
      {verdict !== null && (
        <ReasonDialog
          title={verdict.agrees ? 'Approve this change?' : 'Reject this change?'}
          action={verdict.agrees ? 'Approve' : 'Reject'}
          danger={!verdict.agrees}
          onClose={() => setVerdict(null)}
          run={async (reason) => {
            const { approval, agrees } = verdict;
            await (agrees ? approve : reject)(tenant, approval.id, reason);
            await reload();
            announce(agrees ? 'Approved: the change is made.' : 'Rejected: nothing changes.');
            setVerdict(null);
          }}
        >
          <p>
            {sayKind(verdict.approval.kind)}, asked for by{' '}
            <bdi class="strong">{askedBy(verdict.approval)}</bdi>.
          </p>
        </ReasonDialog>
      )}
    </>
  );
}

interface ApprovalCardProps {
  readonly approval: Approval;
  readonly onVerdict: (agrees: boolean) => void;
}

function ApprovalCard({ approval, onVerdict }: ApprovalCardProps) {
  const { operate } = useRights();
  const { session } = useSession();
  const { state = 'pending', weakens = [], change } = approval;
  const own = askedBy(approval) === session.account;
  return (
    <article class="card stack">
      <div class="row apart">
        <h2>{sayKind(approval.kind)}</h2>
        <OutcomeBadge outcome={state} />
      </div>
      <p class="soft small">
        Asked for by <bdi>{askedBy(approval)}</bdi>{' '}
        <Moment at={approval.requestedAt ?? approval.createdAt} />, good until{' '}
        <Moment at={approval.expiresAt} />
      </p>
      {approval.summary && <p>{approval.summary}</p>}
      {weakens.length > 0 && (
        <ul class="bullets">
          {weakens.map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ul>
      )}
      {change !== undefined && (
        <pre class="change">
          <code>{JSON.stringify(change, null, 2)}</code>
        </pre>
      )}
      {state === 'pending' && own && (
        <p class="small soft">You asked for this: somebody else has to look at it.</p>
      )}
      {state === 'pending' && operate && !own && (
        <div class="row">
          <button type="button" class="button" onClick={() => onVerdict(true)}>
            Approve
          </button>
          <button type="button" class="button second" onClick={() => onVerdict(false)}>
            Reject
          </button>
        </div>
      )}
    </article>
  );
}

function askedBy({ requestedBy }: Approval): string {
  return requestedBy ?? 'somebody';
}
