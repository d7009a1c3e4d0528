import { afterAll, beforeAll, expect, it } from 'vitest';
import { look, submit } from '../pages/hosted-visitor.ts';
import { type Receiver, startReceiver } from '../support/receiver.ts';
import { startTwoNodes, type TwoNodes } from './two-nodes.ts';

let two: TwoNodes;
let receiver: Receiver;

beforeAll(async () => {
  receiver = await startReceiver();
  two = await startTwoNodes('dev');
  const hook = { url: receiver.url, events: ['pin.set'], name: 'a receiver' };
  const made = await two.nodes[0].call('POST', '/v1/webhooks', hook);
  expect(made.status, made.text).toBe(201);
});
afterAll(async () => {
  await two.close();
  await receiver.close();
});

it('a page that one node shows takes its answer at the other', async () => {
  const [one, other] = two.nodes;
  await one.call('POST', '/v1/subjects', { id: 'cara' });
  const opened = await one.call('POST', '/v1/challenges', { type: 'set', subject: 'cara' });
  const url = String(opened.body['url']);
  const page = await look(url);
  const there = url.replace(one.demo.padUrl, other.demo.padUrl);
  const fields = { newPin: '8305', repeatPin: '8305' };
  const done = await submit({ ...page, url: there }, fields);
  expect(done.heading).toBe('Your PIN is set');
  // The one that showed it knows that it is over.
  expect((await look(url)).status).not.toBe(200);
  const asked = await one.call('GET', `/v1/challenges/${opened.body['id']}`);
  expect(asked.body).toMatchObject({ status: 'complete' });
  await receiver.next();
});

it('a notice is sent by one node, and by the other when that one is killed while sending', async () => {
  const before = receiver.received.length;
  const people = ['ann', 'ben', 'dan', 'eve', 'fay', 'gus'];
  await Promise.all(
    people.map(async (id, at) => {
      const node = two.nodes[at % 2] ?? two.nodes[0];
      await node.call('POST', '/v1/subjects', { id });
      await node.call('PUT', `/v1/subjects/${id}/pin`, { pin: '8305' });
    }),
  );
  const idsOf = () => receiver.received.slice(before).map(({ headers }) => headers['webhook-id']);
  await receiver.next(() => idsOf().length >= people.length);
  expect(new Set(idsOf()).size).toBe(people.length);

  // The next one is sent by the node that is awake, and waits for an answer that does not come.
  const [dying, living] = two.nodes;
  living.child.kill('SIGSTOP');
  receiver.status = null;
  const sent = receiver.received.length;
  await dying.call('POST', '/v1/subjects', { id: 'hal' });
  await dying.call('PUT', '/v1/subjects/hal/pin', { pin: '8305' });
  await receiver.next(() => receiver.received.length > sent);
  const held = receiver.received[sent]?.headers['webhook-id'];
  await dying.kill();
  receiver.status = 200;
  living.child.kill('SIGCONT');
  // Not at once: the lease of the dead one has to end first.
  expect((await living.call('GET', '/v1/subjects/hal')).status).toBe(200);
  expect(receiver.received).toHaveLength(sent + 1);
  await living.call('POST', '/dev/clock', { advanceSeconds: 90 });
  const again = await receiver.next(
    (request) =>
      request.headers['webhook-id'] === held && receiver.received.indexOf(request) > sent,
  );
  expect(again.body).toMatchObject({ type: 'pin.set' });
});
