import { type Answer, ask, type SentHeaders } from './target/ask.ts';
import type { Target } from './target/target.ts';

/** A call on some wire whose body is JSON text of our making; `pin` stands where the PIN does. */
export interface JsonCall {
  readonly wire: string;
  readonly send: (body: string) => Promise<Answer>;
  /** The body, as a list of its members in JSON text. */
  readonly members: readonly string[];
  /** The member that holds a PIN or something else that matters, to be given twice. */
  readonly twice: string;
}

/** One call of each wire that reads JSON, by an honest caller of it. */
export function jsonCalls(target: Target, subject: string): readonly JsonCall[] {
  const { demo, baseUrl } = target;
  const post = (url: string, headers: SentHeaders) => (body: string) =>
    ask(url, 'POST', body, { 'content-type': 'application/json', ...headers });
  const { username, password } = demo.mobileBanking;
  const basic = Buffer.from(`${username}:${password}`).toString('base64');
  return [
    {
      wire: 'native',
      send: post(`${baseUrl}/v1/subjects/${subject}/pin/verify`, {
        authorization: `Bearer ${demo.native.apiKey}`,
      }),
      members: ['"pin":"4071"', '"operation":"pay 1"'],
      twice: '"pin":"8305"',
    },
    {
      wire: 'admin',
      send: post(`${baseUrl}/admin/v1/tenants/${demo.tenant}/subjects/${subject}/unlock`, {
        authorization: `Bearer ${target.adminKey}`,
      }),
      members: ['"reason":"asked by phone"'],
      twice: '"reason":"another"',
    },
    {
      wire: 'circle',
      send: post(`${demo.circle['baseUrl']}/v1/w3s/users`, {
        authorization: `Bearer ${demo.circle['apiKey']}`,
      }),
      members: [`"userId":"circle-${subject}"`],
      twice: '"userId":"circle-other"',
    },
    {
      wire: 'mobile-banking',
      send: post(`${baseUrl}/mobile-banking/api/mbanking/ProcessRequest`, {
        authorization: `Basic ${basic}`,
      }),
      members: [
        '"action":"LOGIN"',
        `"payload":{"api_request_id":"${subject}","identifier_type":"MSISDN",
          "identifier":"254700000000","device_identifier_type":"IMSI","device_identifier":"1","pin":"4071"}`,
      ],
      twice: '"action":"CHECK_USER"',
    },
    {
      wire: 'onboarding',
      send: post(`${demo.onboarding['baseUrl']}/token-service/new/token`, {}),
      members: [`"apiKey":"${demo.onboarding['apiKey']}"`, '"publicKey":"x"', '"secret":"x"'],
      twice: `"secret":"${demo.onboarding['secret']}"`,
    },
  ];
}

export function bodyOf(members: readonly string[]): string {
  return `{${members.join(',')}}`;
}

/** Two wires say nearly everything with 200: what they could not read, in a code of their own. */
export function isRefused({ wire }: Pick<JsonCall, 'wire'>, { status, body }: Answer): boolean {
  if (status >= 400) return status < 500;
  if (wire === 'onboarding') return body['resCode'] !== undefined && body['resCode'] !== 200;
  if (wire !== 'mobile-banking') return false;
  const statuses = ['login_status', 'check_user_status'].map((name) => body[name]);
  return statuses.every((each) => each === undefined || each === 'ERROR');
}
