import { openCryptoki } from '../../../src/crypto/keyring-sources/pkcs11/cryptoki.ts';

// Makes a token with a user PIN, as a security officer does. Arguments: library, label, PIN.
const [, , library = '', label = '', pin = ''] = process.argv;
const OFFICER = Buffer.from('security-officer');
const cryptoki = await openCryptoki(library);
cryptoki.call('C_Initialize', null);
const slots = () => {
  const count = [0];
  cryptoki.call('C_GetSlotList', 1, null, count);
  const found = new BigUint64Array(count[0] ?? 0);
  cryptoki.call('C_GetSlotList', 1, found, count);
  return [...found].map(Number);
};
// The last slot is the one without a token.
const free = slots().at(-1);
cryptoki.call('C_InitToken', free, OFFICER, OFFICER.length, Buffer.from(label.padEnd(32)));
const session = [0];
const slot = slots().find((each) => {
  const info = Buffer.alloc(512);
  cryptoki.call('C_GetTokenInfo', each, info);
  return info.toString('utf8', 0, 32).trimEnd() === label;
});
cryptoki.call('C_OpenSession', slot, 6, null, null, session);
cryptoki.call('C_Login', session[0], 0, OFFICER, OFFICER.length);
cryptoki.call('C_InitPIN', session[0], Buffer.from(pin), pin.length);
cryptoki.call('C_Finalize', null);
