import { CheckField, TextField } from '../parts/fields.tsx';
import type { Draft } from './draft.ts';
import type { PolicyFieldsProps } from './policy-fields-props.ts';
import { SprayingFields } from './spraying-fields.tsx';

export function PolicyFields({ draft, disabled, onChange }: PolicyFieldsProps) {
  const set = (name: keyof Draft) => (value: string | boolean) =>
    onChange({ [name]: value } as Partial<Draft>);
  const number = { inputMode: 'numeric', type: 'number', disabled, required: true } as const;
  return (
    <>
      <fieldset class="card group">
        <legend>New PINs</legend>
        <div class="columns">
          <TextField
            label="Fewest digits"
            value={draft.minLength}
            onInput={set('minLength')}
            {...number}
            min={4}
            max={12}
          />
          <TextField
            label="Most digits"
            value={draft.maxLength}
            onInput={set('maxLength')}
            {...number}
            min={4}
            max={12}
          />
        </div>
        <CheckField
          label="Refuse PINs that are guessed too easily"
          hint="Popular PINs, repeated digits, sequences, years, dates, shapes on the keypad."
          checked={draft.blocklist}
          onInput={set('blocklist')}
          disabled={disabled}
        />
        <TextField
          label="Earlier PINs that may not come back"
          value={draft.history}
          onInput={set('history')}
          {...number}
          min={0}
          max={24}
        />
        <CheckField
          label="PINs have to be changed after some time"
          checked={draft.expires}
          onInput={set('expires')}
          disabled={disabled}
        />
        {draft.expires && (
          <TextField
            label="Days until then"
            value={draft.maxAgeDays}
            onInput={set('maxAgeDays')}
            {...number}
            min={1}
            max={3650}
          />
        )}
        <TextField
          label="Security questions a person sets at least"
          value={draft.questionsMin}
          onInput={set('questionsMin')}
          {...number}
          min={1}
          max={10}
        />
      </fieldset>
      <fieldset class="card group">
        <legend>Guesses and locks</legend>
        <div class="columns">
          <TextField
            label="Guesses between two locks"
            value={draft.attemptsMax}
            onInput={set('attemptsMax')}
            {...number}
            min={1}
            max={20}
          />
          <TextField
            label="Failures in a row until only a recovery helps"
            value={draft.failuresMax}
            onInput={set('failuresMax')}
            {...number}
            min={1}
            max={100}
          />
        </div>
        <TextField
          label="Length of the first, second, … lock"
          hint="Such as 1m, 5m, 1h, 1d. The last one repeats."
          value={draft.locks}
          onInput={set('locks')}
          disabled={disabled}
          required
          spellcheck={false}
        />
        <CheckField
          label="A limit that no success resets"
          hint="Stops whoever guesses slowly, between a person’s own logins."
          checked={draft.limited}
          onInput={set('limited')}
          disabled={disabled}
        />
        {draft.limited && (
          <div class="columns">
            <TextField
              label="Guesses not proven right"
              value={draft.rollingAttempts}
              onInput={set('rollingAttempts')}
              {...number}
              min={1}
              max={100}
            />
            <TextField
              label="In any stretch of"
              value={draft.rollingWindow}
              onInput={set('rollingWindow')}
              disabled={disabled}
              required
              spellcheck={false}
            />
          </div>
        )}
        <CheckField
          label="Trying while locked makes the lock longer"
          checked={draft.extends}
          onInput={set('extends')}
          disabled={disabled}
        />
        {draft.extends && (
          <div class="columns">
            <TextField
              label="To at least this long after the try"
              value={draft.extendBy}
              onInput={set('extendBy')}
              disabled={disabled}
              required
              spellcheck={false}
            />
            <TextField
              label="But at most this long in all"
              value={draft.extendMax}
              onInput={set('extendMax')}
              disabled={disabled}
              required
              spellcheck={false}
            />
          </div>
        )}
        <TextField
          label="Known devices with guesses of their own"
          hint="A device that proved the PIN is not locked by strangers. 0: there are none."
          value={draft.knownDevicesMax}
          onInput={set('knownDevicesMax')}
          {...number}
          min={0}
          max={10}
        />
      </fieldset>
      <SprayingFields draft={draft} disabled={disabled} onChange={onChange} />
    </>
  );
}
