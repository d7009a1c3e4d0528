import type { Core } from '../../core/core.ts';
import { isFault } from '../../core/fault.ts';
import type { Call } from '../../core/model/call.ts';
import { type Fields, readFields } from './fields.ts';
import type { MobileBankingSettings } from './settings.ts';

/** What every action works with. */
export interface Exchange {
  readonly core: Core;
  readonly call: Call;
  readonly settings: MobileBankingSettings;
}

/** Fields of an answer. Flat, and never null: deployed clients read a null as a missing field. */
export type Answer = Readonly<Record<string, string | number>>;

/** One action as the wire's single address sees it. */
export interface Action {
  readonly name: string;
  readonly answer: (exchange: Exchange, payload: unknown) => Promise<Answer>;
}

interface ActionParts<C> {
  /** As it stands in `action`. */
  readonly name: string;
  /** Reads the payload. Throws `request_malformed`; must not touch anything. */
  readonly decode: (fields: Fields, settings: MobileBankingSettings) => C;
  readonly run: (exchange: Exchange, command: C) => Promise<Answer>;
  /** This action's own way to say that a payload cannot be read. */
  readonly refuse: (sentence: string, exchange: Exchange) => Answer;
}

/**
 * Fills the frame of an action around its parts. A payload that cannot be read is an answer of the
 * action, with HTTP 200: deployed clients read nothing of an answer with another status.
 */
export function defineAction<C>({ name, decode, run, refuse }: ActionParts<C>): Action {
  return {
    name,
    async answer(exchange, payload) {
      const command = readCommand(() => decode(readFields(payload), exchange.settings));
      return command.read ? run(exchange, command.value) : refuse(command.sentence, exchange);
    },
  };
}

type ReadCommand<C> =
  | { readonly read: true; readonly value: C }
  | { readonly read: false; readonly sentence: string };

function readCommand<C>(decode: () => C): ReadCommand<C> {
  try {
    return { read: true, value: decode() };
  } catch (error) {
    if (isFault(error, 'request_malformed')) {
      return { read: false, sentence: error.message };
    }
    throw error;
  }
}
