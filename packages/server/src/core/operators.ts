import type { Call } from './model/call.ts';
import { OPERATORS_TENANT } from './model/operator.ts';
import type { Password } from './model/password.ts';
import type { RelyingParty } from './ports/passkeys.ts';
import type { Ports } from './ports/ports.ts';
import type { ConfigureTenant } from './usecases/configure-tenant.ts';
import type { ConfirmAll } from './usecases/confirm-all.ts';
import type { Operator } from './usecases/create-tenant.ts';
import type { DeleteTenant } from './usecases/delete-tenant.ts';
import { type AddPasskey, addPasskey } from './usecases/operators/add-passkey.ts';
import { noteWrongKey } from './usecases/operators/admit-sign-in.ts';
import { authenticateOperator } from './usecases/operators/authenticate-operator.ts';
import { type ChangeAccount, changeAccount } from './usecases/operators/change-account.ts';
import {
  type ChangeOwnPassword,
  changeOwnPassword,
} from './usecases/operators/change-own-password.ts';
import { changeTenant } from './usecases/operators/change-tenant.ts';
import { confirmInBulk } from './usecases/operators/confirm-in-bulk.ts';
import { confirmTotp } from './usecases/operators/confirm-totp.ts';
import { type CreateAccount, createAccount } from './usecases/operators/create-account.ts';
import { deleteTenantByTwo } from './usecases/operators/delete-tenant-by-two.ts';
import { endOperatorSession } from './usecases/operators/end-operator-session.ts';
import { ownAccount } from './usecases/operators/find-account.ts';
import { offerPasskey, offerPasskeySignIn } from './usecases/operators/offer-passkey.ts';
import { removeOwnPasskey } from './usecases/operators/remove-own-passkey.ts';
import { removeTotp } from './usecases/operators/remove-totp.ts';
import {
  approve,
  rejectApproval,
  type SettleApproval,
} from './usecases/operators/settle-approval.ts';
import { type SignIn, signIn } from './usecases/operators/sign-in.ts';
import { signInByKey } from './usecases/operators/sign-in-by-key.ts';
import { signInByPasskey } from './usecases/operators/sign-in-by-passkey.ts';
import { startTotp } from './usecases/operators/start-totp.ts';
import { unlockAccount } from './usecases/operators/unlock-account.ts';
import { unlockInBulk } from './usecases/operators/unlock-in-bulk.ts';
import type { UnlockMany } from './usecases/unlock-many.ts';

const APPROVALS_SHOWN = 100;

/** Who operates the server, how they come in, and what takes two of them. */
export function createOperators(ports: Ports) {
  return {
    signIn: (by: Operator, command: SignIn) => signIn(ports, by, command),
    signInByKey: (by: Operator) => signInByKey(ports, by),
    noteWrongKey: (by: Operator) => noteWrongKey(ports, by),
    offerPasskeySignIn: (by: Operator, party: RelyingParty) => offerPasskeySignIn(ports, by, party),
    signInByPasskey: (by: Operator, given: Parameters<typeof signInByPasskey>[2]) =>
      signInByPasskey(ports, by, given),
    authenticate: (token: string) => authenticateOperator(ports, token),
    signOut: (by: Operator, token: string) => endOperatorSession(ports, by, token),

    createAccount: (by: Operator, command: CreateAccount) => createAccount(ports, by, command),
    changeAccount: (by: Operator, command: ChangeAccount) => changeAccount(ports, by, command),
    unlockAccount: (by: Operator, command: Parameters<typeof unlockAccount>[2]) =>
      unlockAccount(ports, by, command),
    listAccounts: () => ports.store.listAccounts(),
    listAudit: (limit: number) => ports.store.listAudit(OPERATORS_TENANT, limit),

    ownAccount: (by: Operator) => ownAccount(ports, by),
    changeOwnPassword: (by: Operator, command: ChangeOwnPassword) =>
      changeOwnPassword(ports, by, command),
    startTotp: (by: Operator, password: Password) => startTotp(ports, by, password),
    confirmTotp: (by: Operator, code: string) => confirmTotp(ports, by, code),
    removeTotp: (by: Operator, password: Password) => removeTotp(ports, by, password),
    listPasskeys: (account: string) => ports.store.listPasskeys(account),
    offerPasskey: (by: Operator, given: Parameters<typeof offerPasskey>[2]) =>
      offerPasskey(ports, by, given),
    addPasskey: (by: Operator, command: AddPasskey) => addPasskey(ports, by, command),
    removePasskey: (by: Operator, command: Parameters<typeof removeOwnPasskey>[2]) =>
      removeOwnPasskey(ports, by, command),

    changeTenant: (call: Call, command: ConfigureTenant) => changeTenant(ports, call, command),
    confirmInBulk: (call: Call, command: ConfirmAll) => confirmInBulk(ports, call, command),
    deleteTenant: (call: Call, command: DeleteTenant) => deleteTenantByTwo(ports, call, command),
    unlockInBulk: (call: Call, command: UnlockMany) => unlockInBulk(ports, call, command),
    listApprovals: (call: Call) => ports.store.listApprovals(call.tenant.id, APPROVALS_SHOWN),
    approve: (call: Call, command: SettleApproval) => approve(ports, call, command),
    rejectApproval: (call: Call, command: SettleApproval) => rejectApproval(ports, call, command),
  } as const;
}
