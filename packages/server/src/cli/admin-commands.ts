import { approvalApprove } from './account/approval-approve.ts';
import { approvalList } from './account/approval-list.ts';
import { approvalReject } from './account/approval-reject.ts';
import { accountAudit } from './account/audit.ts';
import { accountChange } from './account/change.ts';
import { accountCreate } from './account/create.ts';
import { accountList } from './account/list.ts';
import { accountUnlock } from './account/unlock.ts';
import { auditExport } from './audit/export.ts';
import { auditList } from './audit/list.ts';
import type { Groups } from './frame/add-admin-command.ts';
import type { AdminCommand } from './frame/admin-command.ts';
import { keyCreate } from './key/create.ts';
import { keyList } from './key/list.ts';
import { keyRevoke } from './key/revoke.ts';
import { keysRetire } from './keys/retire.ts';
import { keysRotate } from './keys/rotate.ts';
import { keysRotation } from './keys/rotation.ts';
import { messageList } from './pages/message-list.ts';
import { templateRemove } from './pages/template-remove.ts';
import { templateSet } from './pages/template-set.ts';
import { templateShow } from './pages/template-show.ts';
import { themeSet } from './pages/theme-set.ts';
import { themeShow } from './pages/theme-show.ts';
import { policyPreview } from './policy/preview.ts';
import { policySet } from './policy/set.ts';
import { policyShow } from './policy/show.ts';
import { subjectClients } from './subject/clients.ts';
import { subjectConfirm } from './subject/confirm.ts';
import { subjectDeletePin } from './subject/delete-pin.ts';
import { subjectForceChange } from './subject/force-change.ts';
import { subjectImportHash } from './subject/import-hash.ts';
import { recoveryApprove } from './subject/recovery-approve.ts';
import { subjectRemoveDevice } from './subject/remove-device.ts';
import { subjectResume } from './subject/resume.ts';
import { subjectRevokeClient } from './subject/revoke-client.ts';
import { subjectSearch } from './subject/search.ts';
import { subjectSetPassword } from './subject/set-password.ts';
import { subjectShow } from './subject/show.ts';
import { subjectSuspend } from './subject/suspend.ts';
import { subjectTimeline } from './subject/timeline.ts';
import { unlock } from './subject/unlock.ts';
import { subjectUnlockPassword } from './subject/unlock-password.ts';
import { tenantCreate } from './tenant/create.ts';
import { tenantDelete } from './tenant/delete.ts';
import { tenantList } from './tenant/list.ts';
import { tenantResume } from './tenant/resume.ts';
import { serverStats } from './tenant/server-stats.ts';
import { tenantSet } from './tenant/set.ts';
import { tenantShow } from './tenant/show.ts';
import { sprayingEnd } from './tenant/spraying-end.ts';
import { sprayingShow } from './tenant/spraying-show.ts';
import { stats } from './tenant/stats.ts';
import { tenantSuspend } from './tenant/suspend.ts';
import { webhookChange } from './webhook/change.ts';
import { webhookCreate } from './webhook/create.ts';
import { webhookDelete } from './webhook/delete.ts';
import { webhookDeliveries } from './webhook/deliveries.ts';
import { webhookList } from './webhook/list.ts';
import { webhookReplay } from './webhook/replay.ts';
import { webhookShow } from './webhook/show.ts';
import { webhookTest } from './webhook/test.ts';

/** What stands above the commands of a group. */
export const GROUPS: Groups = {
  spraying: 'whether somebody guesses at many people, and what is done about it',
  tenant: 'tenants: isolated customers of the server',
  policy: 'what a tenant demands of PINs, and how many guesses it grants',
  key: "who may call a tenant's wires",
  subject: 'people: how they stand, what happened, what staff can do',
  recovery: 'recoveries that wait for staff',
  webhook: 'addresses that are told what happens',
  template: 'the words of messages',
  theme: 'the look of the hosted pages',
  message: 'what people were sent',
  audit: 'the trail of what was done',
  approval: 'what takes a second person',
  account: 'operators of the server',
  server: 'this node',
  config: 'the settings',
  keys: 'the keyring: the roots of all keys',
};

/** Twins of what staff can do in the console, each a client of the admin API; in the order of help. */
export const ADMIN_COMMANDS: readonly AdminCommand[] = [
  tenantList,
  tenantCreate,
  tenantShow,
  tenantSet,
  tenantSuspend,
  tenantResume,
  tenantDelete,
  stats,
  sprayingShow,
  sprayingEnd,
  serverStats,
  policyShow,
  policySet,
  policyPreview,
  keyList,
  keyCreate,
  keyRevoke,
  subjectSearch,
  subjectShow,
  subjectTimeline,
  subjectSuspend,
  subjectResume,
  subjectForceChange,
  subjectDeletePin,
  subjectSetPassword,
  subjectUnlockPassword,
  subjectImportHash,
  subjectClients,
  subjectRevokeClient,
  subjectRemoveDevice,
  unlock,
  subjectConfirm,
  recoveryApprove,
  webhookList,
  webhookCreate,
  webhookShow,
  webhookChange,
  webhookDelete,
  webhookDeliveries,
  webhookReplay,
  webhookTest,
  templateShow,
  templateSet,
  templateRemove,
  themeShow,
  themeSet,
  messageList,
  auditList,
  auditExport,
  approvalList,
  approvalApprove,
  approvalReject,
  accountList,
  accountCreate,
  accountChange,
  accountUnlock,
  accountAudit,
  keysRotate,
  keysRotation,
  keysRetire,
];
