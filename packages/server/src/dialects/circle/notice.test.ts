import { expect, it } from 'vitest';
import { type Notice, TEST_EVENT, type Webhook } from '../../core/model/webhook.ts';
import { renderNotice } from './notice.ts';

const webhook: Webhook = {
  ...{ tenant: 'acme', id: 'hook', dialect: 'circle', name: 'Webhook', url: 'https://a.example' },
  ...{ events: ['*'], enabled: true, signature: 'circle', createdAt: 0, updatedAt: 0 },
};

const data = { challenge: 'c-1', dialect: 'circle', label: 'CHANGE_PIN', failure: null };
const notice: Notice = { id: 'n-1', type: 'challenge.completed', subject: 'ann-1', at: 0, data };
const now = Date.parse('2023-06-29T14:33:17.785Z');

function render(change: Partial<Notice> = {}, events: readonly string[] = ['*']): string | null {
  const rendered = renderNotice({ ...webhook, events }, { ...notice, ...change }, now);
  return rendered && new TextDecoder().decode(rendered.body);
}

it('is one line with the documented keys in their order', () => {
  expect(render()).toBe(
    '{"subscriptionId":"hook","notificationId":"n-1","notificationType":"challenges.changePin",' +
      '"notification":{"id":"c-1","userId":"ann-1","type":"CHANGE_PIN","status":"COMPLETE",' +
      '"correlationIds":[],"errorCode":0,"errorMessage":""},' +
      '"timestamp":"2023-06-29T14:33:17.785000000Z","version":2}',
  );
});

it.each([
  ['INITIALIZE', 'challenges.initialize'],
  ['SET_PIN', 'challenges.setPin'],
  ['CHANGE_PIN', 'challenges.changePin'],
  ['RESTORE_PIN', 'challenges.restorePin'],
  ['SET_SECURITY_QUESTIONS', 'challenges.setSecurityQuestions'],
])('tells of %s as %s, to who wants that', (label, type) => {
  const change = { data: { ...data, label } };
  for (const events of [['*'], ['challenges.*'], [type]]) {
    expect(JSON.parse(render(change, events) ?? '{}').notificationType).toBe(type);
  }
  expect(render(change, ['transactions.*'])).toBeNull();
});

it.each([
  ['challenge.failed', 'pin_locked', 155119],
  ['challenge.failed', 'answers_locked', 155120],
  ['challenge.expired', 'expired', 155121],
] as const)('tells of %s by %s as FAILED', (type, failure, errorCode) => {
  const { notification } = JSON.parse(render({ type, data: { ...data, failure } }) ?? '{}');
  expect(notification).toMatchObject({ status: 'FAILED', errorCode });
  expect(notification.errorMessage).not.toBe('');
});

it('is silent about everything else', () => {
  expect(render({ type: 'pin.changed' })).toBeNull();
  expect(render({ data: { ...data, dialect: 'native', label: 'change' } })).toBeNull();
  expect(render({ data: { ...data, label: 'verify' } })).toBeNull();
});

it('sends a test to whoever asked for one, whatever they want to be told', () => {
  const test = JSON.parse(render({ type: TEST_EVENT, data: {} }, ['challenges.setPin']) ?? '{}');
  expect(test).toMatchObject({
    notificationType: 'webhooks.test',
    notification: { hello: 'world' },
  });
});

it('is ASCII, in the escapes that Python prints', () => {
  const text = render({ subject: 'käthe-😀\u007f' }) ?? '';
  expect(text).toContain('"userId":"k\\u00e4the-\\ud83d\\ude00\u007f"');
  expect(JSON.parse(text).notification.userId).toBe('käthe-😀\u007f');
});
