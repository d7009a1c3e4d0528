import type { Answer, SentHeaders } from './ask.ts';
import type { RunSql } from './database.ts';

/** The credentials `pintumbler dev` writes for its demo tenant; empty for `pintumbler serve`. */
export interface Demo {
  readonly tenant: string;
  readonly native: { readonly apiKey: string };
  readonly circle: Readonly<Record<'baseUrl' | 'apiKey' | 'appId', string>>;
  readonly mobileBanking: Readonly<Record<string, string>>;
  readonly onboarding: Readonly<Record<string, string>>;
  readonly etna: Readonly<Record<'baseUrl' | 'appKey' | 'username' | 'password' | 'email', string>>;
  readonly mixin: {
    readonly baseUrl: string;
    readonly appKeystore: Readonly<Record<string, string>>;
    readonly keystores: Readonly<Record<string, Readonly<Record<string, string>>>>;
  };
}

/** A server under attack: a process of its own, reached over the network and through its files. */
export interface Target {
  readonly pid: number;
  readonly baseUrl: string;
  readonly padUrl: string;
  readonly dataDir: string;
  readonly adminKey: string;
  readonly demo: Demo;
  /** With the key of the tenant under attack: what its own application sends. */
  call(method: string, path: string, body?: unknown, headers?: SentHeaders): Promise<Answer>;
  admin(method: string, path: string, body?: unknown, headers?: SentHeaders): Promise<Answer>;
  readonly sql: RunSql;
  /** Seconds the server's clock is ahead of ours, by `/dev/clock`. */
  lead(): number;
  /** Moves the clock of `pintumbler dev`. */
  advanceClock(seconds: number): Promise<void>;
  /** What the process wrote to stderr so far. */
  log(): string;
  /** SIGTERM; answers the exit code. */
  stop(): Promise<number | null>;
}

export interface TargetOptions {
  /** `dev`, where a row needs its clock, its wires or its inbox; `serve` otherwise. */
  readonly mode: 'serve' | 'dev';
  readonly flags?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
  /** An earlier target's, which has stopped: its data goes on. */
  readonly dataDir?: string;
  /** Modules the started process loads first: the attacker's network, not the product's. */
  readonly preload?: readonly string[];
}
