import { useState } from 'preact/hooks';
import { type Device, revokeDevice } from '../api/subjects.ts';
import { useRights } from '../frame/session-context.ts';
import { ReasonDialog } from '../parts/reason-dialog.tsx';
import { Table } from '../parts/table.tsx';
import { announce } from '../parts/toasts.tsx';
import type { SubjectPart } from './subject-part.ts';

/** Handsets and SIMs that are bound to a person. */
export function DeviceList({ tenant, subject, onChanged }: SubjectPart) {
  const { operate } = useRights();
  const [revoking, setRevoking] = useState<Device | null>(null);
  if (subject.devices.length === 0) return <p class="soft">None is bound.</p>;
  return (
    <>
      <Table
        label="Devices"
        rows={subject.devices}
        keyOf={({ type }) => type}
        columns={[
          { head: 'Kind', cell: ({ type }) => type },
          { head: 'Value', kind: 'code', cell: ({ value }) => <code>{value}</code> },
          {
            head: 'Actions',
            kind: 'actions',
            cell: (device) =>
              operate && (
                <button
                  type="button"
                  class="button second small"
                  onClick={() => setRevoking(device)}
                >
                  Revoke<span class="visually-hidden"> {device.type}</span>
                </button>
              ),
          },
        ]}
      />
      {revoking !== null && (
        <ReasonDialog
          title="Revoke this device?"
          action="Revoke device"
          danger
          onClose={() => setRevoking(null)}
          run={async (reason) => {
            await revokeDevice(tenant, subject.id, { type: revoking.type, reason });
            await onChanged();
            announce('The device is revoked.');
            setRevoking(null);
          }}
        >
          <p>
            The {revoking.type} <code>{revoking.value}</code> no longer counts as theirs: a lost
            phone or a changed SIM.
          </p>
        </ReasonDialog>
      )}
    </>
  );
}
