import type { PinStanding } from '../api/subjects.ts';
import { useRights } from '../frame/session-context.ts';
import { Badge, type Tone } from '../parts/badge.tsx';
import { Empty } from '../parts/empty.tsx';
import { Moment } from '../parts/moment.tsx';
import { PinActions } from './pin-actions.tsx';
import type { SubjectPart } from './subject-part.ts';

const TONES: Readonly<Record<PinStanding['state'], Tone>> = {
  active: 'good',
  locked: 'bad',
  disabled: 'bad',
  not_set: 'plain',
};

/** How things stand with each PIN of a person. The digits are nowhere to be had. */
export function PinCards(part: SubjectPart) {
  const { operate } = useRights();
  const { pins } = part.subject;
  if (pins.length === 0) {
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
          <div class="row apart">
            <h3>
              <bdi>{pin.purpose}</bdi>
              {pin.kind === 'key' && <span class="soft small"> a key on a device</span>}
            </h3>
            <Badge tone={TONES[pin.state] ?? 'plain'}>{pin.state.replace('_', ' ')}</Badge>
          </div>
          <PinFacts pin={pin} />
          {operate && <PinActions {...part} pin={pin} />}
        </article>
      ))}
    </div>
  );
}

function PinFacts({ pin }: { readonly pin: PinStanding }) {
  return (
    <dl class="facts">
      <dt>Guesses left</dt>
      <dd>{pin.attemptsRemaining}</dd>
      <dt>Failures in a row</dt>
      <dd>{pin.failures}</dd>
      {pin.state === 'locked' && (
        <>
          <dt>Locked until</dt>
          <dd>
            {pin.lockedUntil === null ? 'unlocked or recovered' : <Moment at={pin.lockedUntil} />}
          </dd>
        </>
      )}
      <dt>Last verified</dt>
      <dd>
        <Moment at={pin.verifiedAt} />
      </dd>
      <dt>Last changed</dt>
      <dd>
        <Moment at={pin.changedAt} />
      </dd>
      {pin.mustChange && (
        <>
          <dt>Next use</dt>
          <dd>has to change it</dd>
        </>
      )}
    </dl>
  );
}
