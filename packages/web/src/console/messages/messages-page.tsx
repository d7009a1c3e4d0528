import { readTenant } from '../api/tenants.ts';
import { Loaded } from '../parts/loaded.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useData } from '../parts/use-data.ts';
import { SentMessages } from './sent-messages.tsx';
import { TemplateEditor } from './template-editor.tsx';

/** What a tenant's people are told by mail and text message, in whose words, and how far it got. */
export function MessagesPage({ tenant }: { readonly tenant: string }) {
  const { data, reload, put } = useData((signal) => readTenant(tenant, signal), [tenant]);
  return (
    <>
      <PageHead
        title="Messages"
        of={tenant}
        lead="Codes and notices by mail and text message. Where you have no words of your own, ours are sent."
      />
      <Loaded data={data} reload={reload}>
        {(value) => <TemplateEditor tenant={value} onSaved={put} />}
      </Loaded>
      <section class="stack" aria-labelledby="sent">
        <h2 id="sent">Sent lately</h2>
        <SentMessages tenant={tenant} />
      </section>
    </>
  );
}
