import { isIP } from 'node:net';
import { DEFAULT_RATES, RATE_MAX } from '../core/model/request-budget.ts';
import { parseConsoleUrl } from './parse-console-url.ts';
import { parseDatabaseUrl } from './parse-database-url.ts';
import { parseKeyring } from './parse-keyring.ts';
import { parseMailFrom, parseSmsSecret, parseSmsUrl, parseSmtpUrl } from './parse-messages.ts';
import { parseOtlpUrl, parseShare } from './parse-traces.ts';

/** One thing an operator can set: its name in files, in the environment and on the command line. */
export interface Setting<T> {
  readonly name: string;
  readonly env: string;
  readonly flag: string;
  /** Text form of the default; absent: derived at start. */
  readonly fallback?: string;
  readonly meaning: string;
  /** Secrets come from the environment or a file, never from an argument other users can list. */
  readonly secret?: true;
  /** Reads the text; throws with a sentence that says what is allowed. */
  readonly parse: (text: string) => T;
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];
const ADMIN_KEY_MIN_LENGTH = 24;

/** Every setting there is. `docs/reference/settings.md` is written from this table. */
export const SETTINGS = {
  host: setting('host', '127.0.0.1', 'listen address', parseText),
  port: setting('port', '8080', 'API, dialects and pages', parsePort),
  padPort: setting('pad-port', '8081', 'hosted PIN pages: an origin of their own', parsePort),
  padUrl: setting(
    'pad-url',
    '',
    'public origin of the PIN pages; where they listen when empty',
    parseOrigin,
  ),
  consoleUrl: setting(
    'console-url',
    '',
    'public origin of console and admin API, for its sessions and passkeys; where they listen when empty',
    parseConsoleUrl,
  ),
  dataDir: setting('data-dir', './data', 'embedded database, keyring, demo credentials', parseText),
  databaseUrl: secret(
    'database-url',
    'postgres://user:password@host:5432/name, or host:5432,host:5432 for a primary and its standbys; ' +
      'the database in the data directory when empty',
    parseDatabaseUrl,
  ),
  databaseConnections: setting(
    'database-connections',
    '4',
    'connections of this node that write; two more read',
    parseConnections,
  ),
  keyring: setting(
    'keyring',
    '',
    'where the keyring is: a file, env:, a pkcs11: URI, or the https:// address of a key; ' +
      'keyring.json in the data directory when empty',
    parseKeyring,
  ),
  keyringWrapped: setting(
    'keyring-wrapped',
    '',
    'file with what a token or a key service wrapped; keyring-wrapped.json in the data directory when empty',
    (text) => text,
  ),
  keyringKeys: secret(
    'keyring-keys',
    'the keyring itself, as in its file, for env:',
    (text) => text,
  ),
  keyringPin: secret('keyring-pin', 'PIN of the pkcs11: token', (text) => text),
  keyringToken: secret('keyring-token', 'token for the key service at https://', parseHeaderText),
  epochFile: setting(
    'epoch-file',
    '',
    'file that tells an old copy of the database from the newest; beside the keyring when empty',
    (text) => text,
  ),
  adminKey: secret('admin-key', 'admin API key; made at the first start when empty', parseAdminKey),
  logLevel: setting('log-level', 'info', 'JSON logs on stderr', parseLogLevel),
  metricsKey: secret(
    'metrics-key',
    'key that reads /metrics; only the admin key does when empty',
    parseAdminKey,
  ),
  metricsTenants: setting(
    'metrics-tenants',
    '0',
    'tenants that metrics name, the first ones that are counted; the others are one',
    parseTenants,
  ),
  otlpUrl: setting(
    'otlp-url',
    '',
    'OpenTelemetry collector that traces go to by OTLP over HTTP: http://127.0.0.1:4318; none are made when empty',
    parseOtlpUrl,
  ),
  traceShare: setting(
    'trace-share',
    '1',
    'share of requests that are traced, 0 to 1; for a traced caller its own decision counts',
    parseShare,
  ),
  hashPlaces: setting('hash-places', '256', 'PINs being checked or waiting for it', parsePlaces),
  webhookNetworks: setting(
    'webhook-networks',
    '',
    'private networks webhooks may go to: 10.1.0.0/16,fd00::/8',
    parseNetworks,
  ),
  trustedProxies: setting(
    'trusted-proxies',
    '',
    'networks of your own proxies, whose X-Forwarded-For says who is asking: 10.0.0.0/8',
    parseNetworks,
  ),
  rateTenant: rate('tenant', 'of all callers of a tenant who prove who they are'),
  rateKey: rate('key', 'with one caller key or client key'),
  rateApp: rate('app', 'with the name of an app key, which proves nothing'),
  rateSource: rate('source', 'from one address (IPv6: from one /64), whatever they are'),
  rateVisitor: rate('visitor', 'from one address, of those who prove nothing: apps by name, pages'),
  rateStranger: rate('stranger', 'from one address that are refused: no valid key, no such page'),
  rateSubject: rate('subject', 'about one person, by callers who prove who they are'),
  rateNewcomer: rate('newcomer', 'that make a person or a client of one, with one key'),
  connections: setting('connections', '8192', 'open connections on each port', parsePlaces),
  connectionsPerSource: setting(
    'connections-per-source',
    '1024',
    'open connections on each port from one address that is none of your own proxies',
    parsePlaces,
  ),
  smtpUrl: secret(
    'smtp-url',
    'mail server: smtp://user:password@host:587 or smtps://...; no mail is sent when empty',
    parseSmtpUrl,
  ),
  mailFrom: setting('mail-from', '', 'address mail comes from', parseMailFrom),
  smsUrl: setting(
    'sms-url',
    '',
    'gateway that text messages are posted to; none are sent when empty',
    parseSmsUrl,
  ),
  smsSecret: secret('sms-secret', 'what requests to it are signed with: whsec_...', parseSmsSecret),
  requireEncryptedPins: setting(
    'require-encrypted-pins',
    'off',
    'on: hosted pages take nothing secret but what their script encrypted; without it they say so',
    parseSwitch,
  ),
  requireSecondFactor: setting(
    'require-second-factor',
    'off',
    'on: operators who have neither an authenticator app nor a passkey may do nothing but add one',
    parseSwitch,
  ),
  dialectHosts: setting(
    'dialect-hosts',
    '',
    'host names that serve one dialect at their root: name=host,name=host',
    parseHosts,
  ),
};

type Settings = typeof SETTINGS;

/** Everything the server was told, typed and checked. */
export type Config = { readonly [K in keyof Settings]: ReturnType<Settings[K]['parse']> };

function setting<T>(
  kebab: string,
  fallback: string,
  meaning: string,
  parse: (text: string) => T,
): Setting<T> {
  const env = `PINTUMBLER_${kebab.toUpperCase().replaceAll('-', '_')}`;
  return { name: kebab, env, flag: `--${kebab}`, fallback, meaning, parse };
}

/** Requests a minute. There is no value that means without limit. */
function rate(kind: keyof typeof DEFAULT_RATES, whose: string) {
  const fallback = String(DEFAULT_RATES[kind]);
  return setting(`rate-${kind}`, fallback, `requests a minute ${whose}`, parseRate);
}

function secret<T>(kebab: string, meaning: string, parse: (text: string) => T) {
  return { ...setting(kebab, '', meaning, parse), secret: true as const };
}

/** It travels in a header. */
function parseHeaderText(text: string): string {
  if (/^[\x21-\x7e]*$/.test(text)) return text;
  throw new Error('must be without blanks and line breaks');
}

function parseText(text: string): string {
  if (text.trim() === '') throw new Error('must not be empty');
  return text;
}

function parsePort(text: string): number {
  if (!/^[0-9]{1,5}$/.test(text) || Number(text) > 65_535) {
    throw new Error('must be a port number from 0 to 65535');
  }
  return Number(text);
}

function parseOrigin(text: string): string {
  if (text === '' || URL.parse(text)?.origin === text) return text;
  throw new Error('must be an origin such as https://pin.example.com, without a path');
}

function parseNetworks(text: string): readonly string[] {
  const networks = text.split(',').map((part) => part.trim());
  return networks.filter((network) => network !== '').map(checkNetwork);
}

function checkNetwork(network: string): string {
  const [, address = '', prefix = ''] = /^([^/]+)\/([0-9]{1,3})$/.exec(network) ?? [];
  const bits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  if (prefix !== '' && Number(prefix) <= bits) return network;
  throw new Error('must be networks with their length: 10.1.0.0/16,fd00::/8');
}

function parseSwitch(text: string): boolean {
  if (text === 'on' || text === 'off') return text === 'on';
  throw new Error('must be on or off');
}

function parseRate(text: string): number {
  if (/^[0-9]{1,10}$/.test(text) && Number(text) >= 1 && Number(text) <= RATE_MAX) {
    return Number(text);
  }
  throw new Error(`must be from 1 to ${RATE_MAX}`);
}

function parsePlaces(text: string): number {
  if (!/^[0-9]{1,6}$/.test(text) || Number(text) < 1) throw new Error('must be 1 or more');
  return Number(text);
}

function parseTenants(text: string): number {
  if (/^[0-9]{1,3}$/.test(text)) return Number(text);
  throw new Error('must be from 0 to 999');
}

function parseLogLevel(text: string): string {
  if (!LOG_LEVELS.includes(text)) throw new Error(`must be one of ${LOG_LEVELS.join(', ')}`);
  return text;
}

function parseConnections(text: string): number {
  if (!/^[0-9]{1,3}$/.test(text) || Number(text) < 1) throw new Error('must be from 1 to 999');
  return Number(text);
}

function parseAdminKey(text: string): string {
  if (text === '' || text.length >= ADMIN_KEY_MIN_LENGTH) return text;
  throw new Error(`must have at least ${ADMIN_KEY_MIN_LENGTH} characters`);
}

function parseHosts(text: string): ReadonlyMap<string, string> {
  const pairs = text.split(',').filter((pair) => pair.trim() !== '');
  return new Map(
    pairs.map((pair) => {
      const [dialect, host, ...rest] = pair.split('=').map((part) => part.trim());
      if (!dialect || !host || rest.length > 0) throw new Error('must be name=host,name=host');
      return [dialect, host.toLowerCase()];
    }),
  );
}
