import { send, type TestAnswer, type TestServer } from '../../support/test-server.ts';

export type Payload = Readonly<Record<string, unknown>>;
export type Body = Readonly<Record<string, unknown>>;

/** A channel gateway: holds the Basic credentials of one tenant and one caller key. */
export interface Gateway {
  /** Sends an action; answers the HTTP answer whole. */
  post(action: string, payload: unknown): Promise<TestAnswer>;
  /** Sends an action that has to be answered with HTTP 200; answers its body. */
  ask(action: string, payload: unknown): Promise<Body>;
  readonly authorization: string;
  readonly url: string;
}

export function basic(username: string, password: string): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

export function demoGateway({ demo }: TestServer): Gateway {
  const { url = '', username = '', password = '' } = demo.mobileBanking;
  return gateway(url, basic(username, password));
}

/** A second gateway, with a key of its own; makes the tenant when there is none. */
export async function otherGateway(server: TestServer, tenant: string): Promise<Gateway> {
  await server.admin('POST', '/tenants', { id: tenant, name: tenant });
  const key = { dialect: 'mobile-banking', name: 'another gateway' };
  const { body } = await server.admin('POST', `/tenants/${tenant}/keys`, key);
  return gateway(
    server.demo.mobileBanking['url'] ?? '',
    basic(String(body['username']), String(body['password'])),
  );
}

function gateway(url: string, authorization: string): Gateway {
  const post: Gateway['post'] = (action, payload) =>
    send(url, 'POST', { action, payload }, { authorization });
  return {
    url,
    authorization,
    post,
    async ask(action, payload) {
      const answer = await post(action, payload);
      if (answer.status === 200) return answer.body;
      throw new Error(`${action}: HTTP ${answer.status} ${answer.text}`);
    },
  };
}

export interface Member {
  readonly subject: string;
  readonly msisdn: string;
  readonly imsi: string;
  /** Fields of every call of this member, with a reference of its own for each call. */
  readonly caller: () => Payload;
  /** The same with the SIM as device. */
  readonly sim: (imsi?: string) => Payload;
  readonly app: (appId: string) => Payload;
}

export interface Enrolment {
  readonly pin?: string | null;
  readonly mustChange?: boolean;
  readonly devices?: readonly { readonly type: string; readonly value: string }[];
  readonly documents?: readonly { readonly type: string; readonly value: string }[];
}

let members = 0;

/** Staff enrol somebody; `pin: null` leaves the account without one. */
export async function enrol(server: TestServer, enrolment: Enrolment = {}): Promise<Member> {
  members += 1;
  const number = String(members).padStart(6, '0');
  const member = memberOf(`member-${number}`, `254799${number}`, `63902${number}`);
  const { pin = '5927', mustChange = false, devices = [], documents = [] } = enrolment;
  await must(
    server.call('POST', '/v1/subjects', {
      id: member.subject,
      identifiers: [{ type: 'msisdn', value: member.msisdn }],
      devices,
      documents,
    }),
  );
  if (pin === null) return member;
  await must(server.call('PUT', `/v1/subjects/${member.subject}/pin`, { pin, mustChange }));
  return member;
}

export function stranger(): Member {
  members += 1;
  return memberOf('nobody', `254700${String(members).padStart(6, '0')}`, '639020000000');
}

function memberOf(subject: string, msisdn: string, imsi: string): Member {
  const caller = () => ({
    api_request_id: crypto.randomUUID(),
    identifier_type: 'MSISDN',
    identifier: msisdn,
  });
  const device = (type: string, value: string) => ({
    ...caller(),
    device_identifier_type: type,
    device_identifier: value,
  });
  return {
    ...{ subject, msisdn, imsi, caller },
    sim: (other = imsi) => device('IMSI', other),
    app: (appId) => device('APP_ID', appId),
  };
}

async function must(call: Promise<TestAnswer>): Promise<void> {
  const { status, text } = await call;
  if (status >= 300 || text.includes('refused')) throw new Error(`not enrolled: ${text}`);
}

/** A local time of Nairobi, as this wire writes it. */
export function nairobi(instant: number): string {
  if (Number.isNaN(instant)) return 'no date';
  const local = new Date(instant + 3 * 3_600_000).toISOString();
  return local.slice(0, 19).replace('T', ' ');
}

/** The instant a date of this wire names; NaN for anything but `yyyy-MM-dd HH:mm:ss`. */
export function fromNairobi(text: unknown): number {
  if (typeof text !== 'string' || !/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text)) return Number.NaN;
  return Date.parse(`${text.replace(' ', 'T')}+03:00`);
}

/** The server's time: its clock may be ahead of ours. */
export async function serverNow(server: TestServer): Promise<number> {
  const { body } = await server.call('POST', '/dev/clock', { advanceSeconds: 0 });
  return Date.parse(String(body['now']));
}
