import type { Clock } from '../core/ports/clock.ts';
import type { Notifier } from '../core/ports/notifier.ts';
import type { SignedMessage } from '../core/ports/webhook-signer.ts';
import { createHttpClient, type Exchange, type SendRequest } from '../outbox/http-client.ts';
import { isLoopbackAddress } from '../outbox/private-networks.ts';
import { SendFailure } from './send-failure.ts';

export interface SmsGatewayOptions {
  /** Chosen by the operator, so it may be on a private network. */
  readonly url: string;
  readonly sign: (message: SignedMessage) => Readonly<Record<string, string>>;
  /** Real time even where the other clock is moved: gateways compare it with their own. */
  readonly wallClock: Clock;
  readonly send?: SendRequest;
}

/** Posts text messages to a gateway over HTTP, signed as Standard Webhooks. Any 2xx is a success. */
export function createSmsGateway(options: SmsGatewayOptions): Notifier {
  const { url, sign, wallClock, send = createHttpClient({ rule: OPERATORS_CHOICE }) } = options;
  return {
    channel: 'sms',
    async deliver({ id, to, text, language }, stop) {
      const body = Buffer.from(JSON.stringify({ id, to, text, language }));
      const headers = {
        'content-type': 'application/json',
        'user-agent': 'Pintumbler',
        ...sign({ id, at: wallClock.now(), body }),
      };
      const problem = problemOf(await send({ method: 'POST', url, headers, body }, stop));
      if (problem !== null) throw new SendFailure(problem);
    },
    close: async () => undefined,
  };
}

/** Anywhere, except that what is not encrypted never leaves the machine. */
const OPERATORS_CHOICE = {
  refuse: () => null,
  mayConnect: ({ protocol }: URL, ip: string) => protocol === 'https:' || isLoopbackAddress(ip),
};

function problemOf(exchange: Exchange): string | null {
  if (exchange.exchange !== 'answered') return `gateway: ${exchange.reason}`;
  const { status } = exchange;
  if (status >= 200 && status < 300) return null;
  const isRedirect = status >= 300 && status < 400;
  return `gateway answered ${status}${isRedirect ? '; redirects are not followed' : ''}`;
}
