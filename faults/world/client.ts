import type { Command, Outcome } from '../history/operation.ts';
import type { FaultNode } from '../node/start-node.ts';
import { NOT_SENT } from './request.ts';
import { isOutcome, nextPlace, requestOf, type Subject } from './subject.ts';
import type { Tally } from './tally.ts';
import type { World } from './world.ts';

/** Answers that tell nothing: overloaded, not able to save, a repeat of what still runs. */
const TRY_AGAIN = [409, 503];

/** Asks for one operation, and writes it into the subject's history. */
export class Client {
  readonly #world: World;
  readonly #tally: Tally;

  constructor(world: World, tally: Tally) {
    this.#world = world;
    this.#tally = tally;
  }

  /** `undefined`: nobody knows what became of it. */
  async ask(
    node: FaultNode,
    subject: Subject,
    command: Command,
    once?: string,
  ): Promise<Outcome | undefined> {
    const { path, body } = requestOf(subject, command);
    const askedAt = nextPlace();
    if (command.kind === 'change') subject.pending.push(command.newPin);
    const sent = { body, ...(once !== undefined && { once }) };
    const answer = await this.#world.call(node, 'POST', path, sent);
    if (answer === NOT_SENT) return this.#forget(subject, command);
    const outcome = answer?.body['outcome'];
    this.#tally.add('operations');
    if (!isOutcome(outcome)) {
      subject.history.push({ command, askedAt, answer: null });
      this.#tally.add('unknown');
      if (answer !== undefined && !TRY_AGAIN.includes(answer.status)) {
        const told = `${command.kind} was answered ${answer.status} ${JSON.stringify(answer.body)}`;
        this.#tally.violation('wrongAnswers', told);
      }
      return undefined;
    }
    subject.history.push({ command, askedAt, answer: { at: nextPlace(), outcome } });
    if (command.kind === 'change' && outcome === 'changed') {
      subject.known = command.newPin;
      subject.pending = [];
    }
    return outcome;
  }

  /** Clients knock a dead node's door all the time; none of it is an operation. */
  async #forget(subject: Subject, command: Command): Promise<undefined> {
    if (command.kind === 'change') {
      subject.pending = subject.pending.filter((pin) => pin !== command.newPin);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }

  /** Asks again until an answer says something. Each try is an operation of its own. */
  async insist(node: FaultNode, subject: Subject, command: Command): Promise<Outcome> {
    for (let tries = 0; tries < 60; tries += 1) {
      const outcome = await this.ask(node, subject, command);
      if (outcome !== undefined) return outcome;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`nobody answers about ${subject.id}`);
  }
}
