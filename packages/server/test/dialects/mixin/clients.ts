import type { Generation } from './client.ts';
import { community1Client, community3Client } from './community.ts';
import { official4, official6, official7, officialClient, openOfficial } from './official.ts';

export const GENERATIONS: readonly Generation[] = [
  {
    name: 'official 7.5.5',
    ...{ keystore: 'official7App', algorithm: 'ed25519' },
    open: (url, keystore) => officialClient(openOfficial(official7, url, keystore), true, true),
  },
  {
    name: 'official 6.1.1',
    ...{ keystore: 'official6', algorithm: 'ed25519' },
    open: (url, keystore) => officialClient(openOfficial(official6, url, keystore), true, false),
  },
  {
    name: 'official 4.9.0',
    ...{ keystore: 'official4', algorithm: 'ed25519' },
    open: (url, keystore) => officialClient(openOfficial(official4, url, keystore), false, false),
  },
  {
    name: 'community 3.1.16',
    ...{ keystore: 'community3', algorithm: 'ed25519' },
    open: community3Client,
  },
  {
    name: 'community 1.4.0',
    ...{ keystore: 'community1', algorithm: 'rsa' },
    open: community1Client,
  },
];

/** Other keystores of the same generations: a network user's, and an RSA session of C3. */
export const OTHER_SHAPES: readonly Generation[] = GENERATIONS.flatMap((generation) => {
  if (generation.keystore === 'official7App') {
    return [{ ...generation, name: 'official 7.5.5 as a user', keystore: 'official7User' }];
  }
  if (generation.keystore !== 'community3') return [];
  return [{ ...generation, name: 'community 3.1.16 with RSA', algorithm: 'rsa' as const }];
});
