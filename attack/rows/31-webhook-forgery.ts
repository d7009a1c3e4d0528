import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { type Received, startReceiver } from '../../packages/server/test/support/receiver.ts';
import { enrol } from '../people.ts';
import { mustBeSo, mustHold, type Row } from '../row.ts';
import type { Arena } from '../target/arena.ts';
import { fresh } from '../target/ask.ts';
import type { Target } from '../target/target.ts';

export const webhookForgery: Row = {
  number: 31,
  title: 'webhook forgery',
  wants: 'a receiver to believe a notice that was made up, altered, old or meant for somebody else',
  holds: 'each webhook has a secret of its own; the signature covers id, time and body',
  quick: true,
  weakening: {
    what: 'signs for all webhooks of a tenant with one secret',
    edits: [
      {
        file: 'crypto/webhook-signer.ts',
        find: '.update(id).digest()',
        put: ".update('').digest()",
      },
    ],
    shows: /^a notice to one webhook is believed at another$/,
  },

  async run(arena) {
    const target = await arena.start({ mode: 'dev' });
    const [mine, victim] = [await hook(arena, target), await hook(arena, target)];
    const foreign = await hook(arena, await asOtherTenant(target));
    await enrol(target);
    const notice = await victim.next();
    mustBeSo(believes(victim.secret, notice), 'an honest notice is not believed');
    mustHold(
      !believes(victim.secret, await mine.next()),
      'a notice to one webhook is believed at another',
    );
    mustHold(!believes(foreign.secret, notice), "a notice is believed at another tenant's webhook");

    const { headers, text } = notice;
    const later = String(Number(headers['webhook-timestamp']) + 1);
    const attempts: Readonly<Record<string, Received>> = {
      altered: { ...notice, text: text.replace('"type":"', '"type":"x') },
      'with a blank more': { ...notice, text: `${text} ` },
      'under another id': { ...notice, headers: { ...headers, 'webhook-id': 'msg_other' } },
      'at another time': { ...notice, headers: { ...headers, 'webhook-timestamp': later } },
      'without a signature': { ...notice, headers: { ...headers, 'webhook-signature': '' } },
      'signed with no key': { ...notice, headers: { ...headers, ...signed(notice, '') } },
      'signed with the id': { ...notice, headers: { ...headers, ...signed(notice, victim.id) } },
    };
    for (const [what, attempt] of Object.entries(attempts)) {
      mustHold(!believes(victim.secret, attempt), `a notice ${what} is believed`);
    }
    const secrets = await target.sql('SELECT * FROM webhooks');
    const stored = JSON.stringify(secrets.map((row) => Object.values(row).map(String)));
    const isStored = stored.includes(victim.secret.replace('whsec_', ''));
    mustHold(!isStored, 'the secret of a webhook is in the database');
  },
};

async function hook(arena: Arena, { call }: Pick<Target, 'call'>) {
  const receiver = await startReceiver();
  arena.closeLater(() => receiver.close());
  const { body, text } = await call('POST', '/v1/webhooks', { url: receiver.url });
  mustBeSo(typeof body['secret'] === 'string', `no webhook: ${text}`);
  const next = () => receiver.next(({ body: told }) => told['type'] !== undefined);
  return { id: String(body['id']), secret: String(body['secret']), next };
}

async function asOtherTenant(target: Target): Promise<Pick<Target, 'call'>> {
  const id = fresh('other');
  const { body } = await target.admin('POST', '/tenants', { id, name: id });
  const headers = { authorization: `Bearer ${body['apiKey']}` };
  return { call: (method, path, sent) => target.call(method, path, sent, headers) };
}

/** Whether a receiver with this secret takes it, by the library receivers use. */
function believes(secret: string, { text, headers }: Received): boolean {
  try {
    new Webhook(secret).verify(text, headers as Record<string, string>);
    return true;
  } catch {
    return false;
  }
}

function signed({ headers, text }: Received, key: string) {
  const content = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${text}`;
  return {
    'webhook-signature': `v1,${createHmac('sha256', key).update(content).digest('base64')}`,
  };
}
