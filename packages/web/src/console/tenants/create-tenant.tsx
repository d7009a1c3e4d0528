import { useState } from 'preact/hooks';
import { createTenant } from '../api/tenants.ts';
import { useConsole } from '../frame/console-context.ts';
import { places } from '../frame/places.ts';
import { go } from '../frame/router.ts';
import { TextField } from '../parts/fields.tsx';
import { FormDialog } from '../parts/form-dialog.tsx';
import { ShownOnce } from '../parts/shown-once.tsx';

/** A tenant and its first API key, which is shown here and never again. */
export function CreateTenant({ onClose }: { readonly onClose: () => void }) {
  const { reloadTenants } = useConsole();
  const [name, setName] = useState('');
  const [id, setId] = useState<string | null>(null);
  const [made, setMade] = useState<{ readonly id: string; readonly apiKey: string } | null>(null);
  const idOrGuess = id ?? idFrom(name);
  if (made !== null) {
    return (
      <ShownOnce
        title="The tenant is there"
        lead={`This is the first API key of ${made.id}. Your service sends it as Authorization: Bearer.`}
        secrets={[['API key', made.apiKey]]}
        onClose={() => {
          onClose();
          go(places.overview(made.id));
        }}
      />
    );
  }
  return (
    <FormDialog
      title="New tenant"
      action="Create tenant"
      onClose={onClose}
      run={async () => {
        const tenant = await createTenant({ id: idOrGuess, name: name.trim() });
        await reloadTenants();
        setMade({ id: tenant.id, apiKey: tenant.apiKey });
      }}
    >
      <TextField
        label="Name"
        hint="Shown to people on PIN pages and in messages."
        value={name}
        onInput={setName}
        required
        maxLength={100}
        dir="auto"
      />
      <TextField
        label="Id"
        hint="For programs; cannot be changed later. Small letters, digits and dashes."
        value={idOrGuess}
        onInput={setId}
        required
        pattern="[a-z0-9][a-z0-9\-]{0,62}"
        title="Small letters, digits and dashes; not a dash first"
        spellcheck={false}
      />
    </FormDialog>
  );
}

/** What most people would call it. */
function idFrom(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  return plain.replace(/^-+/, '').slice(0, 40).replace(/-+$/, '');
}
