import { pbkdf2Sync, randomBytes } from 'node:crypto';

/** A hash somebody else made, and what of. */
export interface ForeignHash {
  readonly madeBy: string;
  readonly form: string;
  readonly secret: string;
  readonly hash: string;
}

/** What the hashes below are of, where it was ours to choose. */
export const FOREIGN_PIN = '739205';

/** One of each form, cheap, of {@link FOREIGN_PIN}. */
export const FOREIGN_HASHES: readonly ForeignHash[] = (
  [
    [
      'argon2id',
      'argon2-cffi 21.1',
      '$argon2id$v=19$m=1024,t=2,p=1$AQIDBAUGBwgJCgsMDQ4PEA$jtsPUoQdHBVeasmCutvJa8R92zqevM04CGdL76e7Z2Y',
    ],
    [
      'argon2id',
      'argon2-cffi 21.1, version 16',
      '$argon2id$v=16$m=1024,t=2,p=1$AQIDBAUGBwgJCgsMDQ4PEA$mpb6Jzfy9B3gb+yX++IoLC22CQjHQPThjWRjFUvWXFE',
    ],
    [
      'argon2id',
      'argon2-cffi 21.1, four lanes',
      '$argon2id$v=19$m=4096,t=3,p=4$AQIDBAUGBwgJCgsMDQ4PEA$dw1E1HAWhpQDyjTasUQ9AmGQ5IvZI4iGkCTItq0Nz7A',
    ],
    [
      'argon2id',
      'passlib 1.7.4',
      '$argon2id$v=19$m=8192,t=2,p=2$4ZwTYkwJIaQUQmgNoRTC2A$qUs4SpzouFCMlotCKuCJtw',
    ],
    [
      'argon2i',
      'argon2-cffi 21.1',
      '$argon2i$v=19$m=1024,t=2,p=1$AQIDBAUGBwgJCgsMDQ4PEA$lXXsgGyGLXBbVeyqpvCg68lU+FHOdvqK2jYjq4/2n9s',
    ],
    [
      'argon2d',
      'argon2-cffi 21.1',
      '$argon2d$v=19$m=1024,t=2,p=1$AQIDBAUGBwgJCgsMDQ4PEA$aAezORaN83tbdRoYiy5rJwEDgWstsG3Bjei/j9vwcho',
    ],
    [
      'scrypt',
      'passlib 1.7.4',
      '$scrypt$ln=10,r=8,p=1$es+5d05pDcHYey/FuJcy5g$TzBPJ3A8J1p08z4yXP7qSNM8sEC/NNc/raKRlWlnY3A',
    ],
    [
      'scrypt',
      'passlib 1.7.4, other lanes and blocks',
      '$scrypt$ln=8,r=4,p=3$ytnbOyfEOCdkzBlDqPU+hw$DCTmnMsP8XLeb4LLz4s611s03kISCGtwwktJLK4Jo8g',
    ],
    [
      'scrypt',
      'hashlib of Python 3.11',
      '$scrypt$ln=9,r=8,p=1$AQIDBAUGBwgJCgsMDQ4PEA$ZOivNMKzuJxtxS8RUoSWUBWIrQ7Ou/Z8HqMbu7p2F8mEjClCai0pV/YCEbB2FKYKjUQMLh8mhS9N9QdBrEWMDw',
    ],
    [
      'bcrypt',
      'bcrypt 3.2 of Python, 2a',
      '$2a$05$OVTk2zNSSlLDNKxM6NuK7.htmICEWGyueHg84RYs/Vs0cdW4VhfUm',
    ],
    [
      'bcrypt',
      'bcrypt 3.2 of Python, 2b',
      '$2b$05$s1SnLyyvAP/4L51HOx9SLOXmjvKdxWXWeKB.Z7EVPA4XvVcfw7Nbu',
    ],
    [
      'bcrypt',
      'htpasswd of Apache 2.4',
      '$2y$05$TUfFDwk9SSOlXn7ex.4AEOtmgKyshI83/F9jCVQkK9vrlF3blidae',
    ],
    [
      'pbkdf2-sha1',
      'passlib 1.7.4',
      '$pbkdf2$1200$ozTG.H.vlZISolRKSYnReg$.iy1eCbCUmOqHmlAVKTHINsLAUs',
    ],
    [
      'pbkdf2-sha256',
      'passlib 1.7.4',
      '$pbkdf2-sha256$1000$KKWUUmrt/R9DSCnlHKP0Hg$/helk68c8VvvTYCS0O9zx3Pg2DXmnscUtlZe.hWN.oc',
    ],
    [
      'pbkdf2-sha512',
      'passlib 1.7.4',
      '$pbkdf2-sha512$1200$BIDwnlOK0ZqzVmothTCmdA$31jdlQ67BUx79FqWwvqxg0/lOUgfot0vQ3I4Z/93ljNXF1u57dgiPLKt0A7R05m8ahUxnzsaEhA3LgiXR4p4mw',
    ],
    [
      'pbkdf2-sha1',
      'hashlib of Python 3.11',
      '$pbkdf2-sha1$i=1500,l=20$AQIDBAUGBwgJCgsMDQ4PEA$hUdTyk+V5EDAHMRuEgx/lc8OIOw',
    ],
    [
      'pbkdf2-sha256',
      'hashlib of Python 3.11',
      '$pbkdf2-sha256$i=1500,l=32$AQIDBAUGBwgJCgsMDQ4PEA$DT970BJvVWJ06J5MATmux4hH225Z5vU57UnjeJC/IIQ',
    ],
    [
      'pbkdf2-sha512',
      'hashlib of Python 3.11, without a length',
      '$pbkdf2-sha512$i=1500$AQIDBAUGBwgJCgsMDQ4PEA$MPi+0Lb01vUeTQZ7fVAM/bHgh2AQojnPI8HwOVrMlb/0/1c0O44KYRZpMEBP/HAeDZoGGR/xj/xDCUGCsf/ecA',
    ],
  ] as const
).map(([form, madeBy, hash]) => ({ form, madeBy, hash, secret: FOREIGN_PIN }));

/** What specifications and reference implementations publish; of words that are no PINs. */
export const PUBLISHED_HASHES: readonly ForeignHash[] = [
  {
    madeBy: 'test.c of the Argon2 reference implementation',
    form: 'argon2id',
    secret: 'password',
    hash: '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc',
  },
  {
    madeBy: 'the same, Argon2i',
    form: 'argon2i',
    secret: 'password',
    hash: '$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$wWKIMhR9lyDFvRz9YTZweHKfbftvj+qf+YFY4NeBbtA',
  },
  {
    madeBy: 'the same, from before strings named a version',
    form: 'argon2i',
    secret: 'password',
    hash: '$argon2i$m=65536,t=2,p=1$c29tZXNhbHQ$9sTbSlTio3Biev89thdrlKKiCaYsjjYVJxGAL3swxpQ',
  },
  {
    madeBy: 'RFC 7914, section 12, third vector',
    form: 'scrypt',
    secret: 'pleaseletmein',
    hash: '$scrypt$ln=14,r=8,p=1$U29kaXVtQ2hsb3JpZGU$cCO9yzr9c0hGHAbNgf046/2o+7qQT44+qbVD9lRdofLVQylVYT8Pz2LUlwUkKpr55h6F3A1lHkDfzwF7RVdYhw',
  },
  {
    madeBy: 'the tests of crypt_blowfish',
    form: 'bcrypt',
    secret: 'U*U',
    hash: '$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW',
  },
  {
    madeBy: 'RFC 6070, the vector with a long salt',
    form: 'pbkdf2-sha1',
    secret: 'passwordPASSWORDpassword',
    hash: '$pbkdf2-sha1$i=4096$c2FsdFNBTFRzYWx0U0FMVHNhbHRTQUxUc2FsdFNBTFRzYWx0$PS7sT+QchJuAyNg2YsDkSospGpZM8vBwOA',
  },
];

/** A hash of any PIN as another system would have it. */
export function foreignHashOf(pin: string): string {
  const salt = randomBytes(16);
  const parts = [salt, pbkdf2Sync(pin, salt, 1000, 32, 'sha256')];
  const [shownSalt, digest] = parts.map((bytes) => bytes.toString('base64').replace(/=+$/, ''));
  return `$pbkdf2-sha256$i=1000,l=32$${shownSalt}$${digest}`;
}
