import { useState } from 'preact/hooks';
import { readSubject, type Subject } from '../api/subjects.ts';
import { places } from '../frame/places.ts';
import { useRights } from '../frame/session-context.ts';
import { Badge } from '../parts/badge.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { Moment } from '../parts/moment.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useData } from '../parts/use-data.ts';
import { ClientList } from './client-list.tsx';
import { DeviceList } from './device-list.tsx';
import { Identifiers } from './identifiers.tsx';
import { PinCards } from './pin-cards.tsx';
import { SubjectActions } from './subject-actions.tsx';
import { Timeline } from './timeline.tsx';

interface SubjectPageProps {
  readonly tenant: string;
  readonly id: string;
}

/** Everything support may know about a person, and may do for them. */
export function SubjectPage({ tenant, id }: SubjectPageProps) {
  const { data, reload } = useData((signal) => readSubject(tenant, id, signal), [tenant, id]);
  const { operate } = useRights();
  const [changes, setChanges] = useState(0);
  const changed = async () => {
    await reload();
    // What was done is an entry of the timeline too.
    setChanges((before) => before + 1);
  };
  const parts = (subject: Subject) => ({ tenant, subject, onChanged: changed });
  return (
    <>
      <PageHead
        title={id}
        of="Subject"
        back={{ href: places.subjects(tenant), text: 'Subjects' }}
        actions={operate && data.state === 'ready' && <SubjectActions {...parts(data.value)} />}
      />
      <Loaded data={data} reload={reload}>
        {(subject) => (
          <>
            <div class="row facts-row">
              <Badge tone={subject.suspended ? 'bad' : 'good'}>
                {subject.suspended ? 'suspended' : 'open'}
              </Badge>
              <Identifiers identifiers={subject.identifiers} />
              <span class="soft small">
                since <Moment at={subject.createdAt} />
              </span>
            </div>
            <section class="stack" aria-labelledby="pins">
              <h2 id="pins">PINs and lock state</h2>
              <PinCards {...parts(subject)} />
            </section>
            <div class="two">
              <section class="stack" aria-labelledby="devices">
                <h2 id="devices">Devices</h2>
                <DeviceList {...parts(subject)} />
              </section>
              <section class="stack" aria-labelledby="clients">
                <h2 id="clients">Clients that sign</h2>
                <ClientList {...parts(subject)} />
              </section>
            </div>
            <section class="stack" aria-labelledby="timeline">
              <h2 id="timeline">Timeline</h2>
              <Timeline tenant={tenant} id={id} changes={changes} />
            </section>
          </>
        )}
      </Loaded>
    </>
  );
}
