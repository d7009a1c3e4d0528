import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { send, startTestServer, type TestServer } from '../../support/test-server.ts';
import { type Backend, dataOf, failureOf, otherBackend, SDKS, type Sdk } from './backend.ts';
import { makePinUser } from './pin-page.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

type Query = Parameters<Sdk['listUsers']>[0];

/** The addresses of a `Link` header by what they are for. */
function linksOf(header: unknown): Record<string, string> {
  const links = String(header).matchAll(/<([^>]*)>; rel="(\w+)"/g);
  return Object.fromEntries([...links].map(([, address = '', rel = '']) => [rel, address]));
}

describe.each(SDKS)('with SDK %s, a list of users', (version, initiate) => {
  /** Oldest first; no two of one second. */
  const ids: string[] = [];
  let backend: Backend;
  beforeAll(async () => {
    backend = await otherBackend(server, `paging-${version.replaceAll('.', '-')}`, initiate);
    for (let made = 0; made < 12; made += 1) {
      ids.push(`user/${made}?${'x'.repeat(made)}`);
      await backend.sdk.createUser({ userId: ids.at(-1) ?? '' });
      await server.advanceClock(2);
    }
  });
  const list = async (query: Query = {}) => {
    const answer = await backend.sdk.listUsers(query);
    const shown = dataOf(answer).users ?? [];
    return { ids: shown.map(({ id }) => id), links: linksOf(answer.headers?.['link']) };
  };
  const follow = async (address: string | undefined) => {
    const { body, headers } = await send(String(address), 'GET', undefined, {
      authorization: `Bearer ${backend.apiKey}`,
    });
    const { users } = body['data'] as { readonly users: readonly { readonly id: string }[] };
    return { ids: users.map(({ id }) => id), links: linksOf(headers.get('link')) };
  };

  it('starts with the newest ten', async () => {
    const first = await list();
    expect(first.ids).toEqual(ids.toReversed().slice(0, 10));
    expect(Object.keys(first.links)).toEqual(['self', 'first', 'next']);
    expect(first.links['self']).toBe(`${backend.baseUrl}/v1/w3s/users`);
  });

  it('is walked there and back by its links alone', async () => {
    let page = await list({ pageSize: 5, order: 'ASC' });
    const forwards = [page.ids];
    while (page.links['next']) {
      page = await follow(page.links['next']);
      forwards.push(page.ids);
    }
    expect(forwards).toEqual([ids.slice(0, 5), ids.slice(5, 10), ids.slice(10)]);
    expect(Object.keys(page.links)).toEqual(['self', 'first', 'prev']);
    const backwards = [page.ids];
    while (page.links['prev']) {
      page = await follow(page.links['prev']);
      backwards.unshift(page.ids);
    }
    expect(backwards).toEqual(forwards);
    expect((await follow(page.links['self'])).ids).toEqual(forwards[0]);
    expect((await follow(page.links['first'])).ids).toEqual(forwards[0]);
  });

  it('begins after a cursor or ends before it, without the cursor itself', async () => {
    const [, second = '', third = '', fourth = ''] = ids;
    const after = await list({ order: 'ASC', pageAfter: second, pageSize: 2 });
    expect(after.ids).toEqual([third, fourth]);
    const before = await list({ order: 'ASC', pageBefore: fourth, pageSize: 2 });
    expect(before.ids).toEqual([second, third]);
    const descending = await list({ pageBefore: second, pageSize: 2 });
    expect(descending.ids).toEqual([fourth, third]);
  });

  it('holds at most fifty, and says no to none', async () => {
    expect((await list({ pageSize: 1000 })).ids).toHaveLength(12);
    for (const pageSize of [0, -1, 1.5]) {
      expect(await failureOf(list({ pageSize }))).toMatchObject({ status: 400, code: 2 });
    }
  });

  it('is limited by dates, both included, as they are shown', async () => {
    const all = dataOf(await backend.sdk.listUsers({ order: 'ASC' })).users ?? [];
    const [, second, third] = all.map(({ createDate }) => createDate);
    const query = { order: 'ASC', from: second, to: third } as const;
    expect((await list(query as Query)).ids).toEqual(ids.slice(1, 3));
    const empty = await list({ from: '2038-01-01' } as Query);
    expect(empty.ids).toEqual([]);
    expect(Object.keys(empty.links)).toEqual(['self', 'first']);
    expect(await failureOf(list({ from: 'yesterday' } as Query))).toMatchObject({ code: 2 });
  });

  it('has nothing at a cursor nobody issued', async () => {
    const unknown = { pageAfter: crypto.randomUUID() };
    expect(await failureOf(list(unknown))).toMatchObject({ status: 404, code: 156012 });
    const shapeless = { pageBefore: 'nothing' };
    expect(await failureOf(list(shapeless))).toMatchObject({ status: 400, code: 156014 });
    const both = { pageAfter: ids[0] ?? '', pageBefore: ids[1] ?? '' };
    expect(await failureOf(list(both))).toMatchObject({ status: 400, code: 2 });
  });

  it('is filtered by how the PIN and the questions stand', async () => {
    const member = await makePinUser(server, backend);
    const everybody = { pageSize: 50, order: 'ASC' } as const;
    const enabled = { ...everybody, pinStatus: 'ENABLED', securityQuestionStatus: 'ENABLED' };
    expect((await list(enabled as Query)).ids).toEqual([member]);
    expect((await list({ ...everybody, pinStatus: 'UNSET' })).ids).toEqual(ids);
    expect((await list({ ...everybody, pinStatus: 'LOCKED' })).ids).toEqual([]);
    const wrong = { pinStatus: 'BROKEN' } as unknown as Query;
    expect(await failureOf(list(wrong))).toMatchObject({ status: 400, code: 2 });
  });
});

it('has links that send no key over the network in clear, whatever the host', async () => {
  const backend = await otherBackend(server, 'paging-hosts');
  const first = async () => linksOf((await backend.sdk.listUsers()).headers?.['link'])['first'];
  expect(await first()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/circle\/v1\/w3s\/users$/);
  const publicUrl = 'https://pins.example/base';
  const dialects = { circle: { publicUrl } };
  await server.admin('PATCH', '/tenants/paging-hosts', { dialects });
  expect(await first()).toBe(`${publicUrl}/v1/w3s/users`);
});
