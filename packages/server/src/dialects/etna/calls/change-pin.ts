import type { Core } from '../../../core/core.ts';
import { unreachable } from '../../../core/fault.ts';
import type { Call } from '../../../core/model/call.ts';
import type { ResetOutcome } from '../../../core/model/outcome.ts';
import { json } from '../../call-shape.ts';
import type { Method, Route, WireRequest, WireResponse } from '../../dialect.ts';
import { invalid, refuse, succeed } from '../answers.ts';
import { authenticateBearer } from '../authenticate.ts';
import { openConfirmation } from '../confirmation.ts';
import { bodyOf, envelope } from '../etna-shape.ts';
import { ANY_LEVEL } from '../levels.ts';
import { pictureNamed } from '../pictures.ts';
import { PIN_PURPOSE } from '../purposes.ts';
import { readFields } from '../read-fields.ts';
import { phraseSentence, pinSentence } from '../sentences.ts';
import { type EtnaSettings, readSettings } from '../settings.ts';

const PARAMETER = 'changePin';
const FIELDS = {
  Token: { maxLength: 8_192 },
  Pin: { maxLength: 64, digits: true },
  ImageName: { maxLength: 256 },
  PersonalPhrase: { maxLength: 1_024 },
} as const;

/**
 * Puts a PIN in force with a confirmation token. The page prints GET, which is an evident slip; what
 * the vendor's own server takes was not found, so all three are served (etna 4.1).
 */
export const changePin: readonly Route[] = (['GET', 'PUT', 'POST'] as const).map(route);

function route(method: Method): Route {
  return {
    method,
    path: '/users/pincode/change',
    summary: 'Set a PIN, a picture and a phrase with a confirmation token',
    shape: { request: bodyOf(FIELDS), answers: { 200: json(envelope()) } },
    readsBodyOfGet: true,
    authenticate: authenticateBearer(ANY_LEVEL),
    handle: async (request, call, core) => {
      if (isInQuery(request)) return refuseQuery();
      const read = readFields(request.body, PARAMETER, FIELDS);
      if ('refused' in read) return read.refused;
      const settings = readSettings(call.tenant);
      return encode(await replace(core, call, read.texts), settings);
    },
  };
}

/** Addresses are written down on their way: a PIN in one was told, and is not put in force. */
function isInQuery({ query }: WireRequest): boolean {
  return Object.keys(query).some((name) => /^(pin|token)$/i.test(name));
}

function refuseQuery(): WireResponse {
  const sentence = 'Send Token and Pin in the JSON body. They are not read from the query.';
  return invalid({ [PARAMETER]: [sentence] });
}

type Texts = Readonly<Record<keyof typeof FIELDS, string>>;

/** The token, the bearer and the app have to be of one person and app; only then is the PIN judged. */
async function replace(core: Core, call: Call, texts: Texts): Promise<ResetOutcome> {
  const about = { token: texts.Token, confirms: 'pin' } as const;
  const confirmation = await openConfirmation(core, call, about);
  if (confirmation === null || confirmation.subject !== call.signIn?.subject) {
    return { outcome: 'grant_invalid' };
  }
  const { subject: id, grant } = confirmation;
  const subject = { id };
  const person = await core.findSubject(call, subject);
  const phone = person?.identifiers.find(({ type }) => type === 'msisdn')?.value;
  const image = pictureNamed(texts.ImageName) ?? '';
  return core.resetPin(call, {
    ...{ subject, purpose: PIN_PURPOSE, newPin: texts.Pin, grant },
    ...(phone !== undefined && { personal: { phone } }),
    prompt: { image, phrase: texts.PersonalPhrase },
  });
}

function encode(outcome: ResetOutcome, settings: EtnaSettings): WireResponse {
  const status = 400;
  switch (outcome.outcome) {
    case 'reset':
      return succeed(settings);
    case 'refused':
      return refuse(settings, {
        ...{ status, error: pinSentence(outcome.rule), code: 'ErrorInvalidPin' },
      });
    case 'prompt_refused': {
      const code = outcome.rule === 'image_unknown' ? 'ErrorImageNotFound' : 'ErrorPhraseRequired';
      return refuse(settings, { status, error: phraseSentence(outcome.rule), code });
    }
    case 'grant_invalid':
    case 'unknown_subject': {
      const error = 'Token is not valid. It may be used or expired.';
      return refuse(settings, { status, error, code: 'ErrorInvalidToken' });
    }
    default:
      return unreachable(outcome);
  }
}
