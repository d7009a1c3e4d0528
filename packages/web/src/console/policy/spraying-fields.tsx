import { CheckField, TextField } from '../parts/fields.tsx';
import type { Draft } from './draft.ts';
import type { PolicyFieldsProps } from './policy-fields-props.ts';

/** What is taken for guessing at many people, and what is done about it. */
export function SprayingFields({ draft, disabled, onChange }: PolicyFieldsProps) {
  const set = (name: keyof Draft) => (value: string | boolean) =>
    onChange({ [name]: value } as Partial<Draft>);
  const number = { inputMode: 'numeric', type: 'number', disabled, required: true } as const;
  return (
    <fieldset class="card group">
      <legend>Guessing at many people</legend>
      <CheckField
        label="Watch for one guesser at many people"
        hint="Strangers are slowed down while it lasts. Known devices go on."
        checked={draft.watches}
        onInput={set('watches')}
        disabled={disabled}
      />
      {draft.watches && (
        <>
          <div class="columns">
            <TextField
              label="Wrong PINs in five minutes that are nothing unusual"
              value={draft.wrongMax}
              onInput={set('wrongMax')}
              {...number}
              min={5}
              max={999_999}
            />
            <TextField
              label="Times as many as usual"
              value={draft.timesUsual}
              onInput={set('timesUsual')}
              {...number}
              min={2}
              max={1000}
            />
          </div>
          <div class="columns">
            <TextField
              label="People one wrong PIN may be tried on"
              value={draft.samePinMax}
              onInput={set('samePinMax')}
              {...number}
              min={5}
              max={9999}
            />
            <TextField
              label="Strangers are slowed down for"
              hint="Such as 15m. 0: it is told of, and nobody is slowed down."
              value={draft.brake}
              onInput={set('brake')}
              disabled={disabled}
              required
              spellcheck={false}
            />
          </div>
        </>
      )}
    </fieldset>
  );
}
