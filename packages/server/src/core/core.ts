import type { Assertion } from './model/assertion.ts';
import type { Call, ReceiptKey } from './model/call.ts';
import type { Subject } from './model/subject.ts';
import type { Ports } from './ports/ports.ts';
import type { Receipt } from './ports/store.ts';
import { type AdmitRepeat, admitRepeat } from './usecases/admit-repeat.ts';
import { type ApproveRecovery, approveRecovery } from './usecases/approve-recovery.ts';
import { authenticateCaller, type PresentedKey } from './usecases/authenticate-caller.ts';
import { type ChangePin, changePin } from './usecases/change-pin.ts';
import { checkPolicy } from './usecases/check-policy.ts';
import { claimReceipt } from './usecases/claim-receipt.ts';
import { type ConfigureTenant, configureTenant } from './usecases/configure-tenant.ts';
import { type CreateCallerKey, createCallerKey } from './usecases/create-caller-key.ts';
import { type CreateSubject, createSubject } from './usecases/create-subject.ts';
import { type CreateTenant, createTenant, type Operator } from './usecases/create-tenant.ts';
import { type DeletePin, deletePin } from './usecases/delete-pin.ts';
import { deleteSubject } from './usecases/delete-subject.ts';
import { findSubject, type SubjectRef } from './usecases/find-subject.ts';
import { finishRecovery } from './usecases/finish-recovery.ts';
import { type Hold, hold } from './usecases/hold.ts';
import { matchesDocument, type PresentedDocument } from './usecases/identity-document.ts';
import type { CandidatePin } from './usecases/judge-new-pin.ts';
import { noteSubject, type SubjectChange } from './usecases/note-subject.ts';
import { type ProveRecovery, proveRecovery } from './usecases/prove-recovery.ts';
import { type ReadPinStatus, readPinStatus } from './usecases/read-pin-status.ts';
import { type RequireChange, requireChange } from './usecases/require-change.ts';
import { type ResetPin, resetPin } from './usecases/reset-pin.ts';
import { revokeCallerKey } from './usecases/revoke-caller-key.ts';
import { type SetPin, setPin } from './usecases/set-pin.ts';
import { type StartRecovery, startRecovery } from './usecases/start-recovery.ts';
import { type SuspendSubject, suspendSubject } from './usecases/suspend-subject.ts';
import { type Unlock, unlock } from './usecases/unlock.ts';
import { type UpdateSubject, updateSubject } from './usecases/update-subject.ts';
import { type VerifyPin, verifyPin } from './usecases/verify-pin.ts';

/**
 * The use cases, bound to their ports: all that a dialect, the admin API or the CLI can do. There is
 * no other way to a PIN.
 */
export function createCore(ports: Ports) {
  return {
    authenticateCaller: (key: PresentedKey) => authenticateCaller(ports, key),
    createTenant: (by: Operator, command: CreateTenant) => createTenant(ports, by, command),
    configureTenant: (call: Call, command: ConfigureTenant) =>
      configureTenant(ports, call, command),
    createCallerKey: (call: Call, command: CreateCallerKey) =>
      createCallerKey(ports, call, command),
    revokeCallerKey: (call: Call, id: string) => revokeCallerKey(ports, call, id),

    findSubject: (call: Call, ref: SubjectRef) => findSubject(ports, call, ref),
    createSubject: (call: Call, command: CreateSubject) => createSubject(ports, call, command),
    updateSubject: (call: Call, id: string, command: UpdateSubject) =>
      updateSubject(ports, call, id, command),
    deleteSubject: (call: Call, id: string) => deleteSubject(ports, call, id),
    suspendSubject: (call: Call, command: SuspendSubject) => suspendSubject(ports, call, command),
    noteSubject: (
      call: Call,
      id: string,
      decide: (subject: Subject) => SubjectChange | undefined,
    ) => noteSubject(ports, call, id, decide),
    matchesDocument: (subject: Subject, document: PresentedDocument) =>
      matchesDocument(ports.sealer, subject, document),

    setPin: (call: Call, command: SetPin) => setPin(ports, call, command),
    verifyPin: (call: Call, command: VerifyPin) => verifyPin(ports, call, command),
    changePin: (call: Call, command: ChangePin) => changePin(ports, call, command),
    resetPin: (call: Call, command: ResetPin) => resetPin(ports, call, command),
    deletePin: (call: Call, command: DeletePin) => deletePin(ports, call, command),
    readPinStatus: (call: Call, query: ReadPinStatus) => readPinStatus(ports, call, query),
    checkPolicy: (call: Call, candidate: CandidatePin) => checkPolicy(ports, call, candidate),
    hold: (call: Call, command: Hold) => hold(ports, call, command),
    unlock: (call: Call, command: Unlock) => unlock(ports, call, command),
    requireChange: (call: Call, command: RequireChange) => requireChange(ports, call, command),

    startRecovery: (call: Call, command: StartRecovery) => startRecovery(ports, call, command),
    proveRecovery: (call: Call, command: ProveRecovery) => proveRecovery(ports, call, command),
    approveRecovery: (call: Call, command: ApproveRecovery) =>
      approveRecovery(ports, call, command),
    finishRecovery: (call: Call, id: string) => finishRecovery(ports, call, id),

    claimReceipt: (call: Call, key: ReceiptKey, digest: string) =>
      claimReceipt(ports, call, key, digest),
    readReceipt: (call: Call, key: ReceiptKey) =>
      ports.store.readReceipt(call.tenant.id, key, ports.clock.now()),
    recordReceipt: (call: Call, receipt: Receipt) =>
      ports.store.record(call.tenant.id, { receipt }),
    admitRepeat: (call: Call, query: AdmitRepeat) => admitRepeat(ports, call, query),
    releaseReceipt: (call: Call, key: ReceiptKey) =>
      ports.store.releaseReceipt(call.tenant.id, key),
    digest: (call: Call, label: string, text: string) =>
      ports.sealer.digest({ tenant: call.tenant.id, label, binding: [call.dialect] }, text),

    signAssertion: (call: Call, assertion: Assertion) =>
      ports.signer.sign(call.tenant.id, assertion),
    publicKeys: (call: Call) => ports.signer.publicKeys(call.tenant.id),

    readTenant: (id: string) => ports.store.readTenant(id),
    listTenants: () => ports.store.listTenants(),
    listCallerKeys: (call: Call) => ports.store.listCallerKeys(call.tenant.id),
    listAudit: (call: Call, limit: number) => ports.store.listAudit(call.tenant.id, limit),
    now: () => ports.clock.now(),
  } as const;
}

export type Core = ReturnType<typeof createCore>;
