import { ProblemError } from './problem-error.ts';
import type {
  ChangeAnswer,
  NewSubject,
  Personal,
  PinStatus,
  PolicyAnswer,
  Problem,
  PromptAnswer,
  SecurityImage,
  SecurityPrompt,
  SetAnswer,
  Subject,
  VerifyAnswer,
} from './wire.ts';

export interface ClientOptions {
  /** Where the server is, without a trailing slash. */
  readonly baseUrl: string;
  readonly apiKey: string;
}

interface CallOptions {
  /** Lets a call be sent again after a broken connection without running twice. */
  readonly idempotencyKey?: string;
}

/**
 * The native API for TypeScript, without dependencies, for Node and browsers. Expected answers are
 * returned as unions to switch over; everything else is thrown as a {@link ProblemError}.
 */
export class PintumblerClient {
  readonly #baseUrl: string;
  readonly #apiKey: string;

  constructor({ baseUrl, apiKey }: ClientOptions) {
    this.#baseUrl = baseUrl;
    this.#apiKey = apiKey;
  }

  createSubject(subject: NewSubject, options?: CallOptions): Promise<Subject> {
    return this.#call('POST', '/v1/subjects', subject, options);
  }

  setPin(
    subject: string,
    body: { readonly pin: string; readonly personal?: Personal; readonly prompt?: SecurityPrompt },
    options?: CallOptions,
  ): Promise<SetAnswer> {
    return this.#call('PUT', pinPath(subject), body, options);
  }

  verifyPin(
    subject: string,
    body: { readonly pin: string; readonly purpose?: string },
    options?: CallOptions,
  ): Promise<VerifyAnswer> {
    return this.#call('POST', `${pinPath(subject)}/verify`, body, options);
  }

  changePin(
    subject: string,
    body: {
      readonly currentPin: string;
      readonly newPin: string;
      readonly personal?: Personal;
      readonly prompt?: SecurityPrompt;
    },
    options?: CallOptions,
  ): Promise<ChangeAnswer> {
    return this.#call('POST', `${pinPath(subject)}/change`, body, options);
  }

  readPinStatus(subject: string): Promise<PinStatus> {
    return this.#call('GET', pinPath(subject));
  }

  choosePrompt(
    subject: string,
    prompt: SecurityPrompt,
    options?: CallOptions,
  ): Promise<PromptAnswer> {
    return this.#call('PUT', promptPath(subject), prompt, options);
  }

  /** Answers for everybody: who chose nothing or does not exist gets a made-up pair, always the same. */
  readPrompt(subject: string): Promise<SecurityPrompt> {
    return this.#call('GET', promptPath(subject));
  }

  listSecurityImages(): Promise<{ readonly images: readonly SecurityImage[] }> {
    return this.#call('GET', '/v1/security-images');
  }

  checkPolicy(body: { readonly pin: string; readonly personal?: Personal }): Promise<PolicyAnswer> {
    return this.#call('POST', '/v1/policy/check', body);
  }

  async #call<T>(
    method: string,
    path: string,
    body?: object,
    { idempotencyKey }: CallOptions = {},
  ): Promise<T> {
    const response = await fetch(`${this.#baseUrl}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.#apiKey}`,
        ...(body && { 'content-type': 'application/json' }),
        ...(idempotencyKey && { 'idempotency-key': idempotencyKey }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw await readProblem(response);
    return (await response.json()) as T;
  }
}

function pinPath(subject: string): string {
  return `/v1/subjects/${encodeURIComponent(subject)}/pin`;
}

function promptPath(subject: string): string {
  return `/v1/subjects/${encodeURIComponent(subject)}/prompt`;
}

/** A proxy in between may answer in its own words; those become a problem too. */
async function readProblem(response: Response): Promise<ProblemError> {
  const { status, headers } = response;
  const retryAfter = headers.get('retry-after');
  const unknown: Problem = {
    status,
    code: 'not_from_pintumbler',
    detail: `The address answered ${status} in a form this client does not know.`,
    requestId: headers.get('x-request-id') ?? '',
  };
  const problem = (await response.json().catch(() => unknown)) as Problem;
  return new ProblemError(problem, retryAfter === null ? undefined : Number(retryAfter));
}
