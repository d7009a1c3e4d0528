import type { Standing } from '../api/subjects.ts';
import { useRights } from '../frame/session-context.ts';
import { Badge, type Tone } from '../parts/badge.tsx';
import { Empty } from '../parts/empty.tsx';
import { Moment } from '../parts/moment.tsx';
import { PasswordActions } from './password-actions.tsx';
import { PinActions } from './pin-actions.tsx';
import type { SubjectPart } from './subject-part.ts';

const TONES: Readonly<Record<Standing['state'], Tone>> = {
  active: 'good',
  locked: 'bad',
  disabled: 'bad',
  not_set: 'plain',
};

/** How things stand with each PIN of a person, and the password. Neither is anywhere to be had. */
export function PinCards(part: SubjectPart) {
  const { operate } = useRights();
  const { pins, password } = part.subject;
  if (pins.length === 0 && password === null) {
    return (
      <Empty title="No PIN">
        <p>This person has set none yet: an app or a hosted page has to ask for it.</p>
      </Empty>
    );
  }
  return (
    <div class="cards">
      {pins.map((pin) => (
        <article key={pin.purpose} class="card stack" aria-label={`PIN for ${pin.purpose}`}>
          <CardHead title={pin.purpose} state={pin.state} />
          {pin.kind === 'key' && <p class="soft small">A key on a device, not digits.</p>}
          <StandingFacts standing={pin} />
          {operate && <PinActions {...part} pin={pin} />}
        </article>
      ))}
      {password !== null && (
        <article class="card stack" aria-label="Password">
          <CardHead title="Password" state={password.state} />
          <StandingFacts standing={password} />
          {operate && <PasswordActions {...part} />}
        </article>
      )}
    </div>
  );
}

function CardHead(props: { readonly title: string; readonly state: Standing['state'] }) {
  const { title, state } = props;
  return (
    <div class="row apart">
      <h3>
        <bdi>{title}</bdi>
      </h3>
      <Badge tone={TONES[state] ?? 'plain'}>{state.replace('_', ' ')}</Badge>
    </div>
  );
}

function StandingFacts({ standing }: { readonly standing: Standing }) {
  const { state, attemptsRemaining, failures, lockedUntil, mustChange } = standing;
  return (
    <dl class="facts">
      <dt>Guesses left</dt>
      <dd>{attemptsRemaining}</dd>
      <dt>Failures in a row</dt>
      <dd>{failures}</dd>
      {state === 'locked' && (
        <>
          <dt>Locked until</dt>
          <dd>{lockedUntil === null ? endOf(standing) : <Moment at={lockedUntil} />}</dd>
        </>
      )}
      <dt>Last verified</dt>
      <dd>
        <Moment at={standing.verifiedAt} />
      </dd>
      <dt>Last changed</dt>
      <dd>
        <Moment at={standing.changedAt} />
      </dd>
      {mustChange && (
        <>
          <dt>Next use</dt>
          <dd>has to change it</dd>
        </>
      )}
    </dl>
  );
}

/** What ends a lock that no time does. */
function endOf({ unconfirmedSince }: Standing): string {
  return unconfirmedSince === null ? 'unlocked or recovered' : 'confirmed or recovered (restored)';
}
