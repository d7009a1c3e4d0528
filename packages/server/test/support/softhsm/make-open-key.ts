import { openCryptoki } from '../../../src/crypto/keyring-sources/pkcs11/cryptoki.ts';

// Makes an AES key that its token gives away: what a wrapping key must not be. Arguments: library, slot
// label, PIN, label of the key.
const [, , library = '', token = '', pin = '', label = ''] = process.argv;
const cryptoki = await openCryptoki(library);
cryptoki.call('C_Initialize', null);
const count = [0];
cryptoki.call('C_GetSlotList', 1, null, count);
const slots = new BigUint64Array(count[0] ?? 0);
cryptoki.call('C_GetSlotList', 1, slots, count);
const slot = [...slots].map(Number).find((each) => {
  const info = Buffer.alloc(512);
  cryptoki.call('C_GetTokenInfo', each, info);
  return info.toString('utf8', 0, 32).trimEnd() === token;
});
const session = [0];
cryptoki.call('C_OpenSession', slot, 6, null, null, session);
cryptoki.call('C_Login', session[0], 1, Buffer.from(pin), pin.length);
const length = Buffer.alloc(8);
length.writeBigUInt64LE(32n);
const template = [
  { type: 0x161, value: length },
  { type: 0x3, value: Buffer.from(label) },
  ...[0x1, 0x2, 0x104, 0x105, 0x162].map((type) => ({ type, value: Buffer.from([1]) })),
  { type: 0x103, value: Buffer.from([0]) },
];
const [mechanism, attributes] = [
  cryptoki.mechanism({ type: 0x1080 }),
  cryptoki.attributes(template),
];
cryptoki.call('C_GenerateKey', session[0], mechanism, attributes, template.length, [0]);
cryptoki.call('C_Finalize', null);
