import type { Blocklist } from '../model/blocklist.ts';
import type { MessageChannel } from '../model/message.ts';
import type { ClientCrypto } from './client-crypto.ts';
import type { Clock } from './clock.ts';
import type { GuessWatch } from './guess-watch.ts';
import type { Hasher } from './hasher.ts';
import type { KeyRoots } from './key-roots.ts';
import type { Passkeys } from './passkeys.ts';
import type { PayloadCrypto } from './payload-crypto.ts';
import type { PinOpener } from './pin-opener.ts';
import type { PopularPasswords } from './popular-passwords.ts';
import type { Random } from './random.ts';
import type { Receivers } from './receivers.ts';
import type { Sealer } from './sealer.ts';
import type { SecurityImages } from './security-images.ts';
import type { Signer } from './signer.ts';
import type { Store } from './store.ts';
import type { TokenSealer } from './token-sealer.ts';
import type { TotpCodes } from './totp-codes.ts';
import type { TrailCrypto } from './trail-crypto.ts';
import type { TrailStore } from './trail-store.ts';

/** Everything the use cases need from the outside; each takes only the part it names. */
export interface Ports {
  readonly store: Store;
  readonly hasher: Hasher;
  readonly guesses: GuessWatch;
  readonly sealer: Sealer;
  readonly roots: KeyRoots;
  readonly signer: Signer;
  readonly clientCrypto: ClientCrypto;
  readonly tokenSealer: TokenSealer;
  readonly pinOpener: PinOpener;
  readonly payloadCrypto: PayloadCrypto;
  readonly totp: TotpCodes;
  readonly passkeys: Passkeys;
  /** Keyed digest of the admin key in force: sessions opened with another one are over. */
  readonly adminKeyDigest: string;
  /** Whether operators need more than a password; the admin key is one of its own. */
  readonly mustHaveSecondFactor: boolean;
  readonly trail: TrailStore;
  readonly trailCrypto: TrailCrypto;
  readonly receivers: Receivers;
  readonly clock: Clock;
  readonly random: Random;
  readonly blocklist: Blocklist;
  readonly popularPasswords: PopularPasswords;
  readonly images: SecurityImages;
  /** Where people reach the hosted pages; an origin without a path. */
  readonly padUrl: () => string;
  /** Message channels that can be used now; empty where no notifier is set up. */
  readonly channels: readonly MessageChannel[];
  /** Whether an address meets no limits of sending: this very machine, in dev mode. */
  readonly isUnlimited: (source: string) => boolean;
}
