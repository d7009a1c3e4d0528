import type { TSchema } from 'typebox';
import type { Core } from '../../core/core.ts';
import { Fault } from '../../core/fault.ts';
import type { Call } from '../../core/model/call.ts';
import type { SignIn } from '../../core/model/sign-in.ts';
import type { CallShape } from '../call-shape.ts';
import type { Method, Route, WireRequest, WireResponse } from '../dialect.ts';
import { type Answer, encode, refuse } from './answers.ts';
import { apiKeyOf } from './authenticate.ts';
import { type Form, formOf } from './form.ts';
import { answersOf, bodyOf, type Takes } from './onboarding-shape.ts';
import { encryptAnswer, openChannel, receive } from './payload.ts';
import { type Fields, readFields, readText } from './read-body.ts';
import { renderRefusal } from './render-fault.ts';
import { type OnboardingSettings, readSettings, settingsOfApp } from './settings.ts';

/** What every call works with. */
export interface Exchange {
  readonly core: Core;
  readonly call: Call;
  readonly settings: OnboardingSettings;
  /** What the token of the call refers to. */
  readonly signIn: SignIn;
  readonly fields: Fields;
  readonly headers: WireRequest['headers'];
}

export interface CallParts {
  readonly method?: Method;
  /** The documented addresses: version 1 has its number at the end, version 2 inside (onb 1). */
  readonly paths: readonly string[];
  readonly summary: string;
  /** Where the vendor requires `X-API-KEY` besides the token. */
  readonly needsKey?: true;
  /** Members of the body, for the API reference; each is checked where it is read. */
  readonly takes?: Takes;
  /** Schema of `data`; absent: there is none. */
  readonly data?: TSchema;
  readonly answersEveryMs?: Route['answersEveryMs'];
  readonly run: (exchange: Exchange) => Promise<Answer>;
}

/** Fills the frame of a call that shows a token: reading, decrypting, and the way back. */
export function defineCall(parts: CallParts): readonly Route[] {
  const { method = 'POST', paths, summary, takes, data = null, needsKey, answersEveryMs } = parts;
  const shape: CallShape = {
    ...(takes && { request: bodyOf(takes) }),
    answers: answersOf(data),
    proofs: needsKey ? ['token', 'key'] : ['token'],
  };
  return paths.map((path) => ({
    ...{ method, path, summary, shape },
    ...(answersEveryMs !== undefined && { answersEveryMs }),
    handle: async (request, call, core) => {
      const settings = readSettings(call.tenant);
      const form = formOf(request.address, settings.stringCodesOnV1);
      const about = { core, call, settings, signIn: signInOf(call), headers: request.headers };
      return catching(form, async () => {
        if (parts.needsKey) requireKey(request);
        return answerText(form, { ...about, text: readText(request.body) }, parts.run);
      });
    },
  }));
}

type Received = Omit<Exchange, 'fields'> & { readonly text: string };

async function answerText(
  form: Form,
  { text, ...about }: Received,
  run: CallParts['run'],
): Promise<WireResponse> {
  const { core, call, settings } = about;
  const channel = await openChannel(core, call, settingsOfApp(settings, call.actor));
  const received = await receive(core, channel, text);
  if ('refused' in received) return encode(form, refuse('ONB022'));
  const answer = await catching(form, async () =>
    encode(form, await run({ ...about, fields: readFields(received.text) })),
  );
  return received.encrypted ? encryptAnswer(core, channel, answer) : answer;
}

/** Refusals in the form of the address, with the tenant's switches, and encrypted where asked for. */
async function catching(form: Form, answer: () => Promise<WireResponse>): Promise<WireResponse> {
  try {
    return await answer();
  } catch (error) {
    return renderRefusal(error, form);
  }
}

function signInOf({ signIn }: Call): SignIn {
  if (signIn !== undefined) return signIn;
  throw new Fault('session_unknown', 'This call needs a token.');
}

function requireKey(request: WireRequest): void {
  if (apiKeyOf(request) !== undefined) return;
  throw new Fault('session_invalid', 'This call needs X-API-KEY.');
}
