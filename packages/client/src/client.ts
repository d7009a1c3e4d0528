import { Transport } from './transport/transport.ts';
import type {
  CallOptions,
  MutationOptions,
  TransportOptions,
} from './transport/transport-options.ts';
import { WebhookCalls } from './webhook-calls.ts';
import type { Challenge, NewChallenge } from './wire/challenges.ts';
import type {
  ChangeAnswer,
  ChangePin,
  DeletePin,
  DeletePinAnswer,
  PinCandidate,
  PinStatus,
  ResetAnswer,
  ResetPin,
  SetAnswer,
  SetPin,
  VerifyAnswer,
  VerifyPin,
} from './wire/pins.ts';
import type { Policy, PolicyAnswer } from './wire/policy.ts';
import type { PinKeys, PublicKey } from './wire/problem.ts';
import type { ChoosePrompt, PromptAnswer, SecurityImage, SecurityPrompt } from './wire/prompts.ts';
import type {
  ProofAnswer,
  QuestionsAnswer,
  RecoveryGrant,
  RecoveryProof,
  SetQuestions,
  SetQuestionsAnswer,
  StartedRecovery,
  StartRecovery,
} from './wire/recoveries.ts';
import type { Identifier, NewSubject, Subject, SubjectChange } from './wire/subjects.ts';

export type ClientOptions = TransportOptions;

/** Of a read about one PIN. */
export interface PurposeOptions extends CallOptions {
  /** `login` when absent. */
  readonly purpose?: string;
}

/**
 * The native API, without dependencies. Expected answers are returned as unions to switch over; what
 * is wrong with a request or the server is thrown, as a `ProblemError` or a `ConnectionError`.
 */
export class PintumblerClient {
  readonly webhooks: WebhookCalls;
  readonly #transport: Transport;

  constructor(options: ClientOptions) {
    this.#transport = new Transport(options);
    this.webhooks = new WebhookCalls(this.#transport);
  }

  createSubject(subject: NewSubject, options?: MutationOptions): Promise<Subject> {
    return this.#transport.send({ method: 'POST', path: '/v1/subjects', body: subject }, options);
  }

  readSubject(subject: string, options?: CallOptions): Promise<Subject> {
    return this.#read(subjectPath(subject), options);
  }

  updateSubject(
    subject: string,
    change: SubjectChange,
    options?: MutationOptions,
  ): Promise<Subject> {
    const path = subjectPath(subject);
    return this.#transport.send({ method: 'PATCH', path, body: change }, options);
  }

  /** With its PINs, identifiers, questions, challenges and recoveries; the audit trail stays. */
  deleteSubject(subject: string, options?: MutationOptions): Promise<void> {
    return this.#transport.send({ method: 'DELETE', path: subjectPath(subject) }, options);
  }

  /** A first PIN; never replaces one (`pin_exists`). */
  setPin(subject: string, body: SetPin, options?: MutationOptions): Promise<SetAnswer> {
    return this.#transport.send({ method: 'PUT', path: pinPath(subject), body }, options);
  }

  /** Charges one attempt, once, however often the connection breaks. */
  verifyPin(subject: string, body: VerifyPin, options?: MutationOptions): Promise<VerifyAnswer> {
    return this.#post(`${pinPath(subject)}/verify`, body, options);
  }

  /** Charges one attempt for the current PIN; the new one is judged once that was right. */
  changePin(subject: string, body: ChangePin, options?: MutationOptions): Promise<ChangeAnswer> {
    return this.#post(`${pinPath(subject)}/change`, body, options);
  }

  /** With the grant of a completed recovery. Ends locks. */
  resetPin(subject: string, body: ResetPin, options?: MutationOptions): Promise<ResetAnswer> {
    return this.#post(`${pinPath(subject)}/reset`, body, options);
  }

  deletePin(subject: string, body: DeletePin, options?: MutationOptions): Promise<DeletePinAnswer> {
    return this.#transport.send({ method: 'DELETE', path: pinPath(subject), body }, options);
  }

  /** Costs nothing. */
  readPinStatus(subject: string, { purpose, ...options }: PurposeOptions = {}): Promise<PinStatus> {
    return this.#read(`${pinPath(subject)}${queryOf({ purpose })}`, options);
  }

  choosePrompt(
    subject: string,
    prompt: ChoosePrompt,
    options?: MutationOptions,
  ): Promise<PromptAnswer> {
    const path = `${subjectPath(subject)}/prompt`;
    return this.#transport.send({ method: 'PUT', path, body: prompt }, options);
  }

  /** Answers for everybody: who chose nothing or does not exist gets a made-up pair, always the same. */
  readPrompt(
    subject: string,
    { purpose, ...options }: PurposeOptions = {},
  ): Promise<SecurityPrompt> {
    return this.#read(`${subjectPath(subject)}/prompt${queryOf({ purpose })}`, options);
  }

  /** The same for a name that somebody typed. */
  readNamedPrompt(
    { type, value }: Identifier,
    { purpose, ...options }: PurposeOptions = {},
  ): Promise<SecurityPrompt> {
    return this.#read(`/v1/prompt${queryOf({ type, value, purpose })}`, options);
  }

  async listSecurityImages(options?: CallOptions): Promise<readonly SecurityImage[]> {
    type Answer = { readonly images: readonly SecurityImage[] };
    return (await this.#read<Answer>('/v1/security-images', options)).images;
  }

  /** Once for each PIN; with the PIN, where there is one. */
  setQuestions(
    subject: string,
    body: SetQuestions,
    options?: MutationOptions,
  ): Promise<SetQuestionsAnswer> {
    const path = `${subjectPath(subject)}/questions`;
    return this.#transport.send({ method: 'PUT', path, body }, options);
  }

  readQuestions(
    subject: string,
    { purpose, ...options }: PurposeOptions = {},
  ): Promise<QuestionsAnswer> {
    return this.#read(`${subjectPath(subject)}/questions${queryOf({ purpose })}`, options);
  }

  startRecovery(
    subject: string,
    body: StartRecovery,
    options?: MutationOptions,
  ): Promise<StartedRecovery> {
    return this.#post(`${subjectPath(subject)}/recoveries`, body, options);
  }

  proveRecovery(
    recovery: string,
    proof: RecoveryProof,
    options?: MutationOptions,
  ): Promise<ProofAnswer> {
    return this.#post(`${recoveryPath(recovery)}/proofs`, proof, options);
  }

  /** Asked again it answers the same grant, until that is used or too old. */
  completeRecovery(recovery: string, options?: CallOptions): Promise<RecoveryGrant> {
    const path = `${recoveryPath(recovery)}/complete`;
    return this.#transport.send({ method: 'POST', path, safe: true }, options);
  }

  /** Its `url` goes to the person and nobody else. */
  openChallenge(challenge: NewChallenge, options?: MutationOptions): Promise<Challenge> {
    return this.#post('/v1/challenges', challenge, options);
  }

  readChallenge(challenge: string, options?: CallOptions): Promise<Challenge> {
    return this.#read(`/v1/challenges/${encodeURIComponent(challenge)}`, options);
  }

  readPolicy(options?: CallOptions): Promise<Policy> {
    return this.#read('/v1/policy', options);
  }

  /** About nobody, so no attempt is involved. */
  checkPolicy(body: PinCandidate, options?: CallOptions): Promise<PolicyAnswer> {
    const path = '/v1/policy/check';
    return this.#transport.send({ method: 'POST', path, body, safe: true }, options);
  }

  /** What a page or app needs to encrypt PINs; hand it over as it is, just before a PIN is typed. */
  readPinKeys(options?: CallOptions): Promise<PinKeys> {
    return this.#read('/v1/keys', options);
  }

  /** What the tenant's assertions are verified with; those for PINs are among them. */
  async readKeys(options?: CallOptions): Promise<readonly PublicKey[]> {
    type Answer = { readonly keys: readonly PublicKey[] };
    return (await this.#read<Answer>('/v1/keys', options)).keys;
  }

  #read<T>(path: string, options: CallOptions = {}): Promise<T> {
    return this.#transport.send({ method: 'GET', path, safe: true }, options);
  }

  #post<T>(path: string, body: object, options: MutationOptions = {}): Promise<T> {
    return this.#transport.send({ method: 'POST', path, body }, options);
  }
}

function subjectPath(subject: string): string {
  return `/v1/subjects/${encodeURIComponent(subject)}`;
}

function pinPath(subject: string): string {
  return `${subjectPath(subject)}/pin`;
}

function recoveryPath(recovery: string): string {
  return `/v1/recoveries/${encodeURIComponent(recovery)}`;
}

function queryOf(values: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(values).filter(
    (pair): pair is [string, string] => pair[1] !== undefined,
  );
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}
