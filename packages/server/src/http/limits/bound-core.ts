import type { Core } from '../../core/core.ts';
import type { Call } from '../../core/model/call.ts';
import { isStorable } from '../../core/model/storable-text.ts';
import { normaliseIdentifier } from '../../core/model/subject.ts';
import type { SubjectRef } from '../../core/usecases/find-subject.ts';
import { personOf, type RequestLimits } from './request-limits.ts';

/** Use cases that look at a secret of the person they name, or have something sent to them. */
const ABOUT_SOMEBODY = [
  'verifyPin',
  'changePin',
  'setPin',
  'resetPin',
  'startRecovery',
  'openChallenge',
  'putPassword',
  'changePassword',
  'verifyPassword',
] as const;

/** Use cases that make a person. */
const NEWCOMERS = ['createSubject', 'registerClientKey'] as const;

interface Named {
  readonly subject?: SubjectRef | string;
}

type Verb = (call: Call, command: Named) => Promise<unknown>;

/**
 * The use cases as one call may run them: those about a person are counted for that person first,
 * whether there is such a person or not, before anything is looked at or charged. Only for callers
 * who proved who they are: otherwise anybody could use up what somebody has.
 */
export function boundCore(core: Core, limits: RequestLimits): Core {
  const about = ABOUT_SOMEBODY.map((name) => {
    const run = core[name] as Verb;
    const counted: Verb = async (call, command) => {
      if (personOf(call) === undefined) await limits.admitAbout(call, nameOf(command));
      return run(call, command);
    };
    return [name, counted] as const;
  });
  const newcomers = NEWCOMERS.map((name) => [name, countNewcomer(core[name] as Verb, limits)]);
  return { ...core, ...Object.fromEntries([...about, ...newcomers]) };
}

/** For callers who prove nothing: what they make is counted, and nobody's budget is touched. */
export function boundForNobody(core: Core, limits: RequestLimits): Core {
  const newcomers = NEWCOMERS.map((name) => [name, countNewcomer(core[name] as Verb, limits)]);
  return { ...core, ...Object.fromEntries(newcomers) };
}

function countNewcomer(run: Verb, limits: RequestLimits): Verb {
  return async (call, command) => {
    await limits.admitNewcomer(call);
    return run(call, command);
  };
}

/** As it is stored: a name spelled in another way is no other budget. */
function nameOf({ subject }: Named): string {
  if (subject === undefined) return 'nobody';
  const name = textOf(typeof subject === 'string' ? { id: subject } : subject);
  return isStorable(name) ? name.slice(0, 300) : 'nobody';
}

function textOf(ref: SubjectRef): string {
  if ('id' in ref) return ref.id;
  const { type, value } = normaliseIdentifier(ref.identifier);
  return `${type}:${value}`;
}
