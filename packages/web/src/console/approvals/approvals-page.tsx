import { useState } from 'preact/hooks';
import { type Approval, approve, listApprovals, reject } from '../api/approvals.ts';
import { places } from '../frame/places.ts';
import { Empty } from '../parts/empty.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { ReasonDialog } from '../parts/reason-dialog.tsx';
import { announce } from '../parts/toasts.tsx';
import { useData } from '../parts/use-data.ts';
import { ApprovalCard } from './approval-card.tsx';
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
            <bdi class="strong">{verdict.approval.requestedBy}</bdi>.
          </p>
        </ReasonDialog>
      )}
    </>
  );
}
