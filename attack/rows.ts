import type { Row } from './row.ts';
import { parallelGuesses } from './rows/01-parallel-guesses.ts';
import { crossDoorGuesses } from './rows/02-cross-door-guesses.ts';
import { flowsAcrossALock } from './rows/03-flows-across-a-lock.ts';
import { identitySpellings } from './rows/04-identity-spellings.ts';
import { counterResets } from './rows/05-counter-resets.ts';
import { slowDrip } from './rows/06-slow-drip.ts';
import { spraying } from './rows/07-spraying.ts';
import { enumerationByBytes } from './rows/08-enumeration-by-bytes.ts';
import { enumerationByTime } from './rows/09-enumeration-by-time.ts';
import { unicodeAndNumberPins } from './rows/10-unicode-and-number-pins.ts';
import { duplicateKeys } from './rows/11-duplicate-keys.ts';
import { pollution } from './rows/12-pollution.ts';
import { injection } from './rows/13-injection.ts';
import { bombs } from './rows/14-bombs.ts';
import { smuggling } from './rows/15-smuggling.ts';
import { crlf } from './rows/16-crlf.ts';
import { jwtConfusions } from './rows/17-jwt-confusions.ts';
import { jweConfusions } from './rows/18-jwe-confusions.ts';
import { replay } from './rows/19-replay.ts';
import { pinBlockMisuse } from './rows/20-pin-block-misuse.ts';
import { linkTheft } from './rows/21-link-theft.ts';
import { assertionForgery } from './rows/22-assertion-forgery.ts';
import { idempotencyAbuse } from './rows/23-idempotency-abuse.ts';
import { headerSpoofing } from './rows/24-header-spoofing.ts';
import { csrf } from './rows/25-csrf.ts';
import { clickjacking } from './rows/26-clickjacking.ts';
import { postMessage } from './rows/27-post-message.ts';
import { xss } from './rows/28-xss.ts';
import { openRedirect } from './rows/29-open-redirect.ts';
import { ssrfRebinding } from './rows/30-ssrf-rebinding.ts';
import { webhookForgery } from './rows/31-webhook-forgery.ts';
import { rowEdits } from './rows/32-row-edits.ts';
import { keyLoss } from './rows/33-key-loss.ts';
import { auditTampering } from './rows/34-audit-tampering.ts';
import { noisyNeighbour } from './rows/35-noisy-neighbour.ts';
import { cpuExhaustion } from './rows/36-cpu-exhaustion.ts';
import { weakestDialect } from './rows/37-weakest-dialect.ts';
import { clockTricks } from './rows/38-clock-tricks.ts';
import { restoredDatabase } from './rows/39-restored-database.ts';
import { stolenSealedPins } from './rows/40-stolen-sealed-pins.ts';
import { starving } from './rows/41-starving.ts';
import { lockingOut } from './rows/42-locking-out.ts';
import { shreddedTenant } from './rows/43-shredded-tenant.ts';
import { editsInOtherTables } from './rows/44-edits-in-other-tables.ts';
import { secretsInTheOpen } from './rows/45-secrets-in-the-open.ts';

/** Every attack, by its number. */
export const ROWS: readonly Row[] = [
  parallelGuesses,
  crossDoorGuesses,
  flowsAcrossALock,
  identitySpellings,
  counterResets,
  slowDrip,
  spraying,
  enumerationByBytes,
  enumerationByTime,
  unicodeAndNumberPins,
  duplicateKeys,
  pollution,
  injection,
  bombs,
  smuggling,
  crlf,
  jwtConfusions,
  jweConfusions,
  replay,
  pinBlockMisuse,
  linkTheft,
  assertionForgery,
  idempotencyAbuse,
  headerSpoofing,
  csrf,
  clickjacking,
  postMessage,
  xss,
  openRedirect,
  ssrfRebinding,
  webhookForgery,
  rowEdits,
  keyLoss,
  auditTampering,
  noisyNeighbour,
  cpuExhaustion,
  weakestDialect,
  clockTricks,
  restoredDatabase,
  stolenSealedPins,
  starving,
  lockingOut,
  shreddedTenant,
  editsInOtherTables,
  secretsInTheOpen,
];
