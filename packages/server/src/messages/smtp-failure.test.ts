import { expect, it } from 'vitest';
import { smtpFailure } from './smtp-failure.ts';

it.each([
  [
    { response: '550-5.1.1 no ann\n550 here', command: 'RCPT TO' },
    'answered 550 5.1.1 to the recip',
  ],
  [
    { response: '554 5.7.1 spam: "831046 is"', command: 'DATA' },
    'answered 554 5.7.1 to the message',
  ],
  [{ response: '250 831046', code: 'EPROTOCOL' }, 'answered 250 to us'],
  [{ response: 'HTTP/1.1 400 831046', code: 'EPROTOCOL' }, ': answer is not valid SMTP'],
  [{ code: 'ETIMEDOUT', message: '831046' }, ': timed out'],
  [{ code: 'ESOCKET', originalCode: 'ECONNREFUSED' }, ': connection refused'],
  [{ code: 'ESOCKET', originalCode: 'CERT_HAS_EXPIRED' }, ': no secure connection (CERT_HAS'],
  [new Error('831046'), ': request failed (unknown)'],
  [null, ': request failed (unknown)'],
])('%j is told without what the server said', (error, words) => {
  const { message } = smtpFailure(error);
  expect(message).toContain(`mail server${words.startsWith(':') ? '' : ' '}${words}`);
  expect(message).not.toContain('831046');
});
