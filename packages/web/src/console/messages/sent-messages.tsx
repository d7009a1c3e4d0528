import { listMessages, type SentMessage } from '../api/messages.ts';
import { OutcomeBadge } from '../parts/badge.tsx';
import { Empty } from '../parts/empty.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { Moment } from '../parts/moment.tsx';
import { type Column, Table } from '../parts/table.tsx';
import { useData } from '../parts/use-data.ts';
import { sayTemplate } from './say-template.ts';

const COLUMNS: readonly Column<SentMessage>[] = [
  { head: 'When', kind: 'time', cell: ({ at }) => <Moment at={at} /> },
  { head: 'Message', cell: ({ template }) => sayTemplate(template) },
  {
    head: 'To',
    kind: 'name',
    cell: ({ channel, to }) => (
      <>
        <bdi>{to}</bdi> <span class="soft small">{channel}</span>
      </>
    ),
  },
  { head: 'Language', cell: ({ language }) => language },
  { head: 'State', cell: ({ state }) => <OutcomeBadge outcome={state} /> },
  { head: 'Tries', kind: 'number', cell: ({ tries }) => tries },
  { head: 'Last error', cell: ({ lastError }) => lastError ?? <span class="soft">–</span> },
];

/** The newest hundred: to whom, and how far they got. What they said is not kept. */
export function SentMessages({ tenant }: { readonly tenant: string }) {
  const { data, reload } = useData((signal) => listMessages(tenant, signal), [tenant]);
  return (
    <Loaded data={data} reload={reload}>
      {(messages) =>
        messages.length === 0 ? (
          <Empty title="Nothing was sent yet">
            <p>Codes and notices show here with how far they got; what they said is not kept.</p>
          </Empty>
        ) : (
          <Table label="Messages" columns={COLUMNS} rows={messages} keyOf={({ id }) => id} />
        )
      }
    </Loaded>
  );
}
