import { useEffect, useState } from 'preact/hooks';
import { readSpraying } from '../api/spraying.ts';
import { readServerSeries, readStats } from '../api/stats.ts';
import { readTenant } from '../api/tenants.ts';
import { Loaded } from '../parts/loaded.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useData } from '../parts/use-data.ts';
import { AttemptCharts } from './attempt-charts.tsx';
import { FirstSteps } from './first-steps.tsx';
import { isSomebodyThere } from './is-somebody-there.ts';
import { ServerCharts } from './server-charts.tsx';
import { SPANS, type Span, spanAt } from './spans.ts';
import { SprayingNote } from './spraying-note.tsx';

const REFRESH_MS = 30_000;

/** How a tenant does: guesses, failures and lockouts over time, and how quick the server is. */
export function OverviewPage({ tenant }: { readonly tenant: string }) {
  const [span, setSpan] = useState<Span>(SPANS[1]);
  const about = useData((signal) => readTenant(tenant, signal), [tenant]);
  const stats = useData((signal) => readStats(tenant, spanAt(span), signal), [tenant, span]);
  const spraying = useData((signal) => readSpraying(tenant, signal), [tenant]);
  const server = useData((signal) => readServerSeries(signal), []);
  useEffect(() => {
    const timer = setInterval(() => {
      if (!isSomebodyThere()) return;
      void stats.reload();
      void server.reload();
      void spraying.reload();
    }, REFRESH_MS);
    return () => clearInterval(timer);
  }, [stats.reload, server.reload, spraying.reload]);
  const name = about.data.state === 'ready' ? about.data.value.name : tenant;
  return (
    <>
      <PageHead
        title={name}
        lead={
          <>
            Tenant <code>{tenant}</code>
          </>
        }
        actions={<SpanChoice span={span} onChoose={setSpan} />}
      />
      {about.data.state === 'ready' && about.data.value.suspended && (
        <p class="note bad">This tenant is suspended: no PIN of its people is evaluated.</p>
      )}
      {spraying.data.state === 'ready' && (
        <SprayingNote
          tenant={tenant}
          spraying={spraying.data.value}
          onChanged={async () => void (await spraying.reload())}
        />
      )}
      <Loaded data={stats.data} reload={stats.reload}>
        {(value) => (
          <>
            <FirstSteps tenant={tenant} stats={value} />
            <AttemptCharts stats={value} span={span} />
          </>
        )}
      </Loaded>
      <section class="stack" aria-labelledby="server-title">
        <h2 id="server-title">This server</h2>
        <p class="soft small">
          The node that answers you, all tenants, since it started or for the last day.
        </p>
        <Loaded data={server.data} reload={server.reload}>
          {(value) => <ServerCharts server={value} />}
        </Loaded>
      </section>
    </>
  );
}

function SpanChoice({
  span,
  onChoose,
}: {
  readonly span: Span;
  readonly onChoose: (span: Span) => void;
}) {
  return (
    <fieldset class="choice">
      <legend class="visually-hidden">Span of time</legend>
      {SPANS.map((each) => (
        <label key={each.name}>
          <input type="radio" name="span" checked={each === span} onChange={() => onChoose(each)} />
          <span>{each.name}</span>
        </label>
      ))}
    </fieldset>
  );
}
