import { useConsole } from '../frame/console-context.ts';
import { CheckField, TextField } from '../parts/fields.tsx';

export interface WebhookDraft {
  readonly name: string;
  readonly url: string;
  readonly events: readonly string[];
}

interface WebhookFieldsProps {
  readonly draft: WebhookDraft;
  readonly onChange: (part: Partial<WebhookDraft>) => void;
}

/** What a new webhook and a changed one have in common. */
export function WebhookFields({ draft, onChange }: WebhookFieldsProps) {
  const { events: known } = useConsole().facts;
  const { name, url, events } = draft;
  const all = events.includes('*');
  const families = [...new Set(known.map((event) => event.slice(0, event.indexOf('.'))))];
  const toggle = (event: string, on: boolean) =>
    onChange({ events: on ? [...events, event] : events.filter((each) => each !== event) });
  // Names of another wire, from a webhook that was made there.
  const foreign = events.filter(
    (each) => each !== '*' && !known.includes(each) && !isFamily(each, families),
  );
  return (
    <>
      <TextField
        label="Name"
        value={name}
        onInput={(value) => onChange({ name: value })}
        required
        maxLength={100}
        dir="auto"
      />
      <TextField
        label="Address"
        hint="https://, reachable from this server. The demo server takes http:// on this machine too."
        type="url"
        value={url}
        onInput={(value) => onChange({ url: value })}
        required
        maxLength={2048}
        spellcheck={false}
      />
      <fieldset class="group plain">
        <legend>Events</legend>
        <CheckField
          label="Everything"
          hint="Events of later releases too."
          checked={all}
          onInput={(on) => onChange({ events: on ? ['*'] : [] })}
        />
        {!all && (
          <div class="events">
            {families.map((family) => (
              <Family
                key={family}
                family={family}
                known={known}
                events={events}
                onToggle={toggle}
              />
            ))}
            {foreign.map((each) => (
              <CheckField
                key={each}
                label={<code>{each}</code>}
                checked
                onInput={(on) => toggle(each, on)}
              />
            ))}
          </div>
        )}
      </fieldset>
    </>
  );
}

function Family(props: {
  readonly family: string;
  readonly known: readonly string[];
  readonly events: readonly string[];
  readonly onToggle: (event: string, on: boolean) => void;
}) {
  const { family, known, events, onToggle } = props;
  const whole = `${family}.*`;
  const all = events.includes(whole);
  return (
    <div>
      <CheckField
        label={<code>{whole}</code>}
        checked={all}
        onInput={(on) => onToggle(whole, on)}
      />
      {known
        .filter((event) => event.startsWith(`${family}.`))
        .map((event) => (
          <CheckField
            key={event}
            label={<code>{event}</code>}
            checked={all || events.includes(event)}
            disabled={all}
            onInput={(on) => onToggle(event, on)}
          />
        ))}
    </div>
  );
}

function isFamily(event: string, families: readonly string[]): boolean {
  return families.some((family) => event === `${family}.*`);
}
