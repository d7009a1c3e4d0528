import { useState } from 'preact/hooks';
import type { DialectFacts } from '../api/facts.ts';
import { createKey } from '../api/keys.ts';
import { useConsole } from '../frame/console-context.ts';
import { CheckField, SelectField, TextField } from '../parts/fields.tsx';
import { FormDialog } from '../parts/form-dialog.tsx';
import { ShownOnce } from '../parts/shown-once.tsx';
import { secretsOf } from './secrets-of.ts';

interface CreateKeyProps {
  readonly tenant: string;
  readonly onMade: () => Promise<void>;
  readonly onClose: () => void;
}

const ALGORITHMS = [
  { value: 'ed25519', text: 'Ed25519' },
  { value: 'rsa', text: 'RSA, for old clients' },
];

/** A caller for one wire; what its owner needs to configure is shown here and never again. */
export function CreateKey({ tenant, onMade, onClose }: CreateKeyProps) {
  const { dialects } = useConsole().facts;
  const [chosen, setChosen] = useState(dialects[0]?.name ?? 'native');
  const [name, setName] = useState('');
  const [keeps, setKeeps] = useState(false);
  const [id, setId] = useState('');
  const [secret, setSecret] = useState('');
  const [algorithm, setAlgorithm] = useState('ed25519');
  const [subject, setSubject] = useState('');
  const [made, setMade] = useState<readonly (readonly [string, string])[] | null>(null);
  const dialect = dialects.find((each) => each.name === chosen);
  const signs = dialect?.callers === 'signature';
  const ownNames = keeps && dialect?.mayBeChosen === true;
  if (made !== null) {
    return (
      <ShownOnce
        title={`The key “${name.trim()}” is there`}
        lead={`What a caller of ${dialect?.title ?? chosen} needs.`}
        secrets={made}
        onClose={onClose}
      />
    );
  }
  return (
    <FormDialog
      title="New key"
      action="Create key"
      onClose={onClose}
      run={async () => {
        const key = await createKey(tenant, {
          ...{ dialect: chosen, name: name.trim() },
          ...(ownNames && id !== '' && { id }),
          ...(ownNames && secret !== '' && { secret }),
          ...(signs && { algorithm }),
          ...(signs && subject !== '' && { subject }),
        });
        await onMade();
        setMade(secretsOf(key));
      }}
    >
      <SelectField
        label="Wire"
        hint={hintFor(dialect)}
        value={chosen}
        onInput={setChosen}
        options={dialects.map((each) => ({ value: each.name, text: each.title }))}
      />
      <TextField
        label="Name"
        hint="To know it again in this list and in the trail: which service, which stage."
        value={name}
        onInput={setName}
        required
        maxLength={100}
        dir="auto"
      />
      {dialect?.mayBeChosen && (
        <CheckField
          label="Keep the id and secret that deployed callers already use"
          checked={keeps}
          onInput={setKeeps}
        />
      )}
      {ownNames && (
        <>
          <TextField
            label="Id"
            value={id}
            onInput={setId}
            pattern="[A-Za-z0-9._@\-]{3,64}"
            title="3 to 64 letters, digits, dots, dashes, underscores, @"
            spellcheck={false}
          />
          <TextField
            label="Secret"
            hint="At least 16 characters."
            type="password"
            value={secret}
            onInput={setSecret}
            autocomplete="off"
            minLength={16}
            maxLength={128}
          />
        </>
      )}
      {signs && (
        <>
          <SelectField
            label="Algorithm"
            value={algorithm}
            onInput={setAlgorithm}
            options={ALGORITHMS}
          />
          <TextField
            label="Subject"
            hint="Whose client it is. Empty: an app, which becomes a subject of its own."
            value={subject}
            onInput={setSubject}
            maxLength={128}
            spellcheck={false}
          />
        </>
      )}
    </FormDialog>
  );
}

function hintFor(dialect: DialectFacts | undefined) {
  if (dialect === undefined) return undefined;
  const how = {
    key: 'Callers show a key and speak for the whole tenant.',
    token: 'Apps name their key and sign people in step by step.',
    signature: 'Clients sign with a key of their own and speak for one subject.',
  }[dialect.callers];
  return (
    <>
      {how} At <code>{dialect.mount}</code>.
    </>
  );
}
