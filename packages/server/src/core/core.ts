import type { Assertion } from './model/assertion.ts';
import type { AuditFilter } from './model/audit.ts';
import type { Call, ReceiptKey } from './model/call.ts';
import type { Challenge } from './model/challenge.ts';
import type { ClientKey, ClientKeyAlgorithm } from './model/client-key.ts';
import type { CredentialKey } from './model/credential.ts';
import type { MessageChannel } from './model/message.ts';
import { OPERATORS_TENANT } from './model/operator.ts';
import type { PinSignature } from './model/pin-key.ts';
import type { SecurityImage } from './model/security-prompt.ts';
import type { SignIn } from './model/sign-in.ts';
import type { Subject } from './model/subject.ts';
import type { Anchor } from './model/trail-verdict.ts';
import type { Webhook } from './model/webhook.ts';
import { createOperators } from './operators.ts';
import type { Receipt } from './ports/decision.ts';
import type { SeriesRange } from './ports/inspection-store.ts';
import type { Ports } from './ports/ports.ts';
import type { TokenClaims } from './ports/token-sealer.ts';
import type { EntryPage } from './ports/trail-store.ts';
import { type AdmitCounters, admitCounters } from './usecases/admit-counters.ts';
import { type AdmitRepeat, admitRepeat } from './usecases/admit-repeat.ts';
import { admitGuess, type GuessLimits } from './usecases/admit-send.ts';
import { type AnswerChallenge, answerChallenge } from './usecases/answer-challenge.ts';
import { type ApproveRecovery, approveRecovery } from './usecases/approve-recovery.ts';
import { authenticateCaller, type PresentedKey } from './usecases/authenticate-caller.ts';
import { authenticateClient, type PresentedSignature } from './usecases/authenticate-client.ts';
import { authenticateSession } from './usecases/authenticate-session.ts';
import { authenticateSignIn } from './usecases/authenticate-sign-in.ts';
import { beginChallenge } from './usecases/begin-challenge.ts';
import { challengeLink, readChallengeLink } from './usecases/challenge-link.ts';
import { type ChangePassword, changePassword } from './usecases/change-password.ts';
import { type ChangePin, changePin } from './usecases/change-pin.ts';
import { type ChangeWebhook, changeWebhook, deleteWebhook } from './usecases/change-webhook.ts';
import { checkNewPin, checkPolicy } from './usecases/check-policy.ts';
import { type ChoosePrompt, choosePrompt } from './usecases/choose-prompt.ts';
import { claimReceipt } from './usecases/claim-receipt.ts';
import { offerChannel, openMessage } from './usecases/client-channel.ts';
import { type ConfigureTenant, configureTenant } from './usecases/configure-tenant.ts';
import { type CreateCallerKey, createCallerKey } from './usecases/create-caller-key.ts';
import { type CreateSubject, createSubject } from './usecases/create-subject.ts';
import { type CreateTenant, createTenant, type Operator } from './usecases/create-tenant.ts';
import { type CreateWebhook, createWebhook } from './usecases/create-webhook.ts';
import { type DeletePin, deletePin } from './usecases/delete-pin.ts';
import { deleteSubject } from './usecases/delete-subject.ts';
import { expireChallenges } from './usecases/expire-challenges.ts';
import { type ExportTrail, exportTrail } from './usecases/export-trail.ts';
import { findSubject, type SubjectRef } from './usecases/find-subject.ts';
import { finishRecovery } from './usecases/finish-recovery.ts';
import { type GrantNew, grantNew } from './usecases/grant-new.ts';
import { type Hold, hold } from './usecases/hold.ts';
import { identifyApp } from './usecases/identify-app.ts';
import { matchesDocument, type PresentedDocument } from './usecases/identity-document.ts';
import { type ImportPin, importPin } from './usecases/import-pin.ts';
import { inspectSubject } from './usecases/inspect-subject.ts';
import { isSignedBy } from './usecases/is-signed-by.ts';
import type { CandidatePin } from './usecases/judge-new-pin.ts';
import { type ListActivity, listActivity } from './usecases/list-activity.ts';
import { type ListSubjects, listSubjects, readStanding } from './usecases/list-subjects.ts';
import { noteSubject, type SubjectChange } from './usecases/note-subject.ts';
import { noteUnevaluated, type UnevaluatedAttempt } from './usecases/note-unevaluated.ts';
import { type OpenChallenge, openChallenge } from './usecases/open-challenge.ts';
import { type OpenPins, openPins } from './usecases/open-pins.ts';
import { type OpenSession, openSession } from './usecases/open-session.ts';
import { endSignIn, type OpenSignIn, openSignIn, renewSignIn } from './usecases/open-sign-in.ts';
import { type PreviewPolicy, previewPolicy } from './usecases/preview-policy.ts';
import { testAnswers } from './usecases/prove-answers.ts';
import {
  type ProveCode,
  type ProveFoundCode,
  proveCode,
  proveFoundCode,
} from './usecases/prove-code.ts';
import {
  proveChallengeAnswers,
  proveChallengeCode,
  proveCurrentPin,
  sendChallengeCode,
} from './usecases/prove-for-challenge.ts';
import { type ProveRecovery, proveRecovery } from './usecases/prove-recovery.ts';
import { type PutPassword, putPassword } from './usecases/put-password.ts';
import { readCeremony } from './usecases/read-ceremony.ts';
import { listChallenges, readChallenge } from './usecases/read-challenge.ts';
import { readKeys } from './usecases/read-keys.ts';
import { readPinKey } from './usecases/read-pin-key.ts';
import { type ReadPinStatus, readPinStatus } from './usecases/read-pin-status.ts';
import { readPrompt } from './usecases/read-prompt.ts';
import { readQuestions } from './usecases/read-questions.ts';
import { readStats } from './usecases/read-stats.ts';
import {
  type ListDeliveries,
  listDeliveries,
  readTenantWebhook,
  readWebhook,
} from './usecases/read-webhook.ts';
import { type RegisterClientKey, registerClientKey } from './usecases/register-client-key.ts';
import { type RemoveDevice, removeDevice } from './usecases/remove-device.ts';
import { type ReplaceByKey, replaceByKey } from './usecases/replace-by-key.ts';
import { replaceClientKey } from './usecases/replace-client-key.ts';
import { replayDelivery, testWebhook } from './usecases/replay-delivery.ts';
import { type RequireChange, requireChange } from './usecases/require-change.ts';
import { requireRoom } from './usecases/require-room.ts';
import { type ResetPin, resetPin } from './usecases/reset-pin.ts';
import { revokeCallerKey } from './usecases/revoke-caller-key.ts';
import { revokeClientKey, revokeNamedClientKey } from './usecases/revoke-client-key.ts';
import { type SearchSubjects, searchSubjects } from './usecases/search-subjects.ts';
import { type SendCode, sendCode } from './usecases/send-code.ts';
import { type SetKey, setKey } from './usecases/set-key.ts';
import { type SetPin, setPin } from './usecases/set-pin.ts';
import { type SetQuestions, setQuestions } from './usecases/set-questions.ts';
import { type StartRecovery, startRecovery } from './usecases/start-recovery.ts';
import { type SuspendSubject, suspendSubject } from './usecases/suspend-subject.ts';
import { type Unlock, unlock } from './usecases/unlock.ts';
import { type UpdateSubject, updateSubject } from './usecases/update-subject.ts';
import { type VerifyPassword, verifyPassword } from './usecases/verify-password.ts';
import { type VerifyPin, verifyPin } from './usecases/verify-pin.ts';
import { verifyTrail } from './usecases/verify-trail.ts';

type ChallengeName = Pick<Challenge, 'tenant' | 'id'>;

/**
 * The use cases, bound to their ports: all that a dialect, the admin API or the CLI can do. There is
 * no other way to a PIN.
 */
export function createCore(ports: Ports) {
  return {
    authenticateCaller: (key: PresentedKey) => authenticateCaller(ports, key),
    authenticateClient: (signed: PresentedSignature) => authenticateClient(ports, signed),
    identifyApp: (app: Parameters<typeof identifyApp>[1]) => identifyApp(ports, app),
    createTenant: (by: Operator, command: CreateTenant) => createTenant(ports, by, command),
    configureTenant: (call: Call, command: ConfigureTenant) =>
      configureTenant(ports, call, command),
    createCallerKey: (call: Call, command: CreateCallerKey) =>
      createCallerKey(ports, call, command),
    revokeCallerKey: (call: Call, id: string) => revokeCallerKey(ports, call, id),

    generateClientKey: (algorithm: ClientKeyAlgorithm) => ports.clientCrypto.generate(algorithm),
    registerClientKey: (call: Call, command: RegisterClientKey) =>
      registerClientKey(ports, call, command),
    readClientKey: (call: Call, id: string) => ports.store.readClientKey(call.dialect, id),
    listClientKeys: (call: Call, subject: string) =>
      ports.store.listClientKeys(call.tenant.id, subject),
    listNamedClientKeys: (call: Call) => ports.store.listNamedClientKeys(call.tenant.id),
    revokeClientKey: (call: Call, key: Pick<ClientKey, 'dialect' | 'id'>) =>
      revokeClientKey(ports, call, key),
    replaceClientKey: (call: Call, publicKey: Uint8Array) =>
      replaceClientKey(ports, call, publicKey),
    revokeNamedClientKey: (call: Call, key: ClientKey) => revokeNamedClientKey(ports, call, key),
    offerChannel: (call: Call) => offerChannel(ports, call),
    openMessage: (call: Call, box: Uint8Array) => openMessage(ports, call, box),
    admitCounters: (call: Call, command: AdmitCounters) => admitCounters(ports, call, command),

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
    setKey: (call: Call, command: SetKey) => setKey(ports, call, command),
    replaceByKey: (call: Call, command: ReplaceByKey) => replaceByKey(ports, call, command),
    readPinKey: (call: Call, query: Parameters<typeof readPinKey>[2]) =>
      readPinKey(ports, call, query),
    importPin: (call: Call, command: ImportPin) => importPin(ports, call, command),
    verifyPin: (call: Call, command: VerifyPin) => verifyPin(ports, call, command),
    changePin: (call: Call, command: ChangePin) => changePin(ports, call, command),
    resetPin: (call: Call, command: ResetPin) => resetPin(ports, call, command),
    deletePin: (call: Call, command: DeletePin) => deletePin(ports, call, command),
    readPinStatus: (call: Call, query: ReadPinStatus) => readPinStatus(ports, call, query),
    checkPolicy: (call: Call, candidate: CandidatePin) => checkPolicy(ports, call, candidate),
    checkNewPin: (call: Call, subject: SubjectRef, newPin: string) =>
      checkNewPin(ports, call, subject, newPin),
    previewPolicy: (call: Call, query: PreviewPolicy) => previewPolicy(ports, call, query),
    noteUnevaluated: (call: Call, attempt: UnevaluatedAttempt) =>
      noteUnevaluated(ports, call, attempt),
    requireRoom: (call: Call) => requireRoom(ports, call),
    hold: (call: Call, command: Hold) => hold(ports, call, command),
    unlock: (call: Call, command: Unlock) => unlock(ports, call, command),
    requireChange: (call: Call, command: RequireChange) => requireChange(ports, call, command),

    grantNew: (call: Call, command: GrantNew) => grantNew(ports, call, command),
    sendCode: (call: Call, command: SendCode) => sendCode(ports, call, command),
    proveCode: (call: Call, command: ProveCode) => proveCode(ports, call, command),
    proveFoundCode: (call: Call, command: ProveFoundCode) => proveFoundCode(ports, call, command),
    admitGuess: (call: Call, door: string, limits: GuessLimits) =>
      admitGuess(ports, call, door, limits),
    isReachable: (channel: MessageChannel) => ports.channels.includes(channel),

    verifyPassword: (call: Call, command: VerifyPassword) => verifyPassword(ports, call, command),
    putPassword: (call: Call, command: PutPassword) => putPassword(ports, call, command),
    changePassword: (call: Call, command: ChangePassword) => changePassword(ports, call, command),

    readPrompt: (call: Call, query: ReadPinStatus) => readPrompt(ports, call, query),
    choosePrompt: (call: Call, command: ChoosePrompt) => choosePrompt(ports, call, command),
    securityImage: (name: SecurityImage) => ports.images.png(name),

    startRecovery: (call: Call, command: StartRecovery) => startRecovery(ports, call, command),
    proveRecovery: (call: Call, command: ProveRecovery) => proveRecovery(ports, call, command),
    approveRecovery: (call: Call, command: ApproveRecovery) =>
      approveRecovery(ports, call, command),
    finishRecovery: (call: Call, id: string) => finishRecovery(ports, call, id),

    testAnswers: (
      call: Call,
      { subject, purpose }: Omit<CredentialKey, 'tenant'>,
      answers: readonly string[],
    ) => testAnswers(ports, call, { tenant: call.tenant.id, subject, purpose }, answers),
    setQuestions: (call: Call, command: SetQuestions) => setQuestions(ports, call, command),
    readQuestions: (call: Call, query: ReadPinStatus) => readQuestions(ports, call, query),

    openChallenge: (call: Call, command: OpenChallenge) => openChallenge(ports, call, command),
    readChallenge: (call: Call, id: string) => readChallenge(ports, call, id),
    listChallenges: (call: Call, subject: string) => listChallenges(ports, call, subject),
    challengeUrl: async (challenge: ChallengeName) =>
      `${ports.padUrl()}/c/${await challengeLink(ports.sealer, challenge)}`,
    challengeLink: (challenge: ChallengeName) => challengeLink(ports.sealer, challenge),
    readChallengeLink: (link: string) => readChallengeLink(ports, link),
    readCeremony: (call: Call, id: string) => readCeremony(ports, call, id),
    beginChallenge: (call: Call, id: string) => beginChallenge(ports, call, id),
    proveCurrentPin: (call: Call, given: Parameters<typeof proveCurrentPin>[2]) =>
      proveCurrentPin(ports, call, given),
    sendChallengeCode: (call: Call, id: string) => sendChallengeCode(ports, call, id),
    proveChallengeCode: (call: Call, given: Parameters<typeof proveChallengeCode>[2]) =>
      proveChallengeCode(ports, call, given),
    proveChallengeAnswers: (call: Call, given: Parameters<typeof proveChallengeAnswers>[2]) =>
      proveChallengeAnswers(ports, call, given),
    answerChallenge: (call: Call, command: AnswerChallenge) =>
      answerChallenge(ports, call, command),
    expireChallenges: () => expireChallenges(ports),

    openSession: (call: Call, command: OpenSession) => openSession(ports, call, command),
    authenticateSession: (presented: Parameters<typeof authenticateSession>[1]) =>
      authenticateSession(ports, presented),

    openSignIn: (call: Call, command: OpenSignIn) => openSignIn(ports, call, command),
    authenticateSignIn: (presented: Parameters<typeof authenticateSignIn>[1]) =>
      authenticateSignIn(ports, presented),
    renewSignIn: (call: Call, command: Parameters<typeof renewSignIn>[2]) =>
      renewSignIn(ports, call, command),
    endSignIn: (signIn: SignIn) => endSignIn(ports, signIn),
    sealToken: (use: string, claims: TokenClaims) => ports.tokenSealer.seal(use, claims),
    openToken: (use: string, token: string) => ports.tokenSealer.open(use, token),
    agreeKey: (clientKey: string, party: string) => ports.payloadCrypto.agree(clientKey, party),
    encryptPayload: (secret: Uint8Array, body: Uint8Array) =>
      ports.payloadCrypto.encrypt(secret, body),
    decryptPayload: (secret: Uint8Array, text: string) => ports.payloadCrypto.decrypt(secret, text),

    listSubjects: (call: Call, query: ListSubjects) => listSubjects(ports, call, query),
    searchSubjects: (call: Call, query: SearchSubjects) => searchSubjects(ports, call, query),
    inspectSubject: (call: Call, id: string) => inspectSubject(ports, call, id),
    removeDevice: (call: Call, command: RemoveDevice) => removeDevice(ports, call, command),
    listTimeline: (call: Call, subject: string, page: { before?: number; limit: number }) =>
      ports.store.listTimeline(call.tenant.id, subject, page),
    readStats: (call: Call, range: SeriesRange) => readStats(ports, call, range),
    readStanding: (call: Call, query: ReadPinStatus) => readStanding(ports, call, query),

    createWebhook: (call: Call, command: CreateWebhook) => createWebhook(ports, call, command),
    readWebhook: (call: Call, id: string) => readWebhook(ports, call, id),
    listWebhooks: (call: Call) => ports.store.listWebhooks(call.tenant.id, call.dialect),
    listTenantWebhooks: (call: Call) => ports.store.listTenantWebhooks(call.tenant.id),
    readTenantWebhook: (call: Call, id: string) => readTenantWebhook(ports, call, id),
    changeWebhook: (call: Call, command: ChangeWebhook) => changeWebhook(ports, call, command),
    deleteWebhook: (call: Call, id: string) => deleteWebhook(ports, call, id),
    testWebhook: (call: Call, id: string) => testWebhook(ports, call, id),
    listDeliveries: (call: Call, query: ListDeliveries) => listDeliveries(ports, call, query),
    replayDelivery: (call: Call, command: Parameters<typeof replayDelivery>[2]) =>
      replayDelivery(ports, call, command),
    webhookSecret: (webhook: Webhook) => ports.receivers.secretOf(webhook),
    webhookKey: (about: Pick<Webhook, 'tenant' | 'signature'>) =>
      ports.receivers.publicKeyOf(about),
    isPageOrigin: (origin: string) => ports.store.isPageOrigin(origin),

    claimReceipt: (call: Call, key: ReceiptKey, digest: string) =>
      claimReceipt(ports, call, key, digest),
    readReceipt: (call: Call, key: ReceiptKey) =>
      ports.store.readReceipt(call.tenant.id, key, ports.clock.now()),
    recordReceipt: (call: Call, receipt: Receipt) =>
      ports.store.record(call.tenant.id, { receipt }),
    admitRepeat: (call: Call, query: AdmitRepeat) => admitRepeat(ports, call, query),
    releaseReceipt: (call: Call, key: ReceiptKey) =>
      ports.store.releaseReceipt(call.tenant.id, key),
    digest: (call: Pick<Call, 'tenant' | 'dialect'>, label: string, text: string) =>
      ports.sealer.digest({ tenant: call.tenant.id, label, binding: [call.dialect] }, text),

    signAssertion: (call: Call, assertion: Assertion) =>
      ports.signer.sign(call.tenant.id, assertion),
    openPins: (call: Call, input: OpenPins) => openPins(ports, call, input),
    publicKeys: (call: Call) => readKeys(ports, call),

    // The tenant of the operators is nobody's customer: no door finds it.
    readTenant: async (id: string) => (id === OPERATORS_TENANT ? null : ports.store.readTenant(id)),
    listTenants: async () =>
      (await ports.store.listTenants()).filter(({ id }) => id !== OPERATORS_TENANT),
    operators: createOperators(ports),
    listMessages: (call: Call, limit: number) =>
      ports.store.listTenantMessages(call.tenant.id, limit),
    listCallerKeys: (call: Call) => ports.store.listCallerKeys(call.tenant.id),
    listActivity: (call: Call, query: ListActivity) => listActivity(ports, call, query),
    listAudit: (call: Call, limit: number) => ports.store.listAudit(call.tenant.id, limit),
    listTrail: (call: Call, filter: AuditFilter, page: EntryPage) =>
      ports.trail.listEntries(call.tenant.id, filter, page),
    exportTrail: (call: Call, command: ExportTrail) => exportTrail(ports, call, command),
    verifyTrail: (call: Call, anchor: Anchor | null) => verifyTrail(ports, call.tenant.id, anchor),
    hash: ports.clientCrypto.hash,
    isSignedBy: (key: Uint8Array, signed: PinSignature) =>
      isSignedBy(ports.clientCrypto, key, signed),
    randomDigits: (length: number) => ports.random.digits(length),
    randomUuid: () => ports.random.uuid(),
    now: () => ports.clock.now(),
  } as const;
}

export type Core = ReturnType<typeof createCore>;
