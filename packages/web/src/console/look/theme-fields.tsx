import { useId } from 'preact/hooks';
import { contrast } from './contrast.ts';

type Theme = Readonly<Record<string, string>>;

interface ThemeFieldsProps {
  readonly theme: Theme;
  readonly disabled: boolean;
  readonly onChange: (theme: Theme) => void;
}

/** Colours that lie on each other; the server takes each set whole or not at all. */
const SETS = [
  {
    title: 'Buttons and links',
    start: { accent: '#0d5c56', onAccent: '#ffffff' },
    names: { accent: 'Accent', onAccent: 'Text on it' },
    pairs: [['onAccent', 'accent', 'Text on accent']],
  },
  {
    title: 'Page',
    start: { paper: '#f6f4ef', surface: '#ffffff', ink: '#1b1e22' },
    names: { paper: 'Background', surface: 'Card', ink: 'Text' },
    pairs: [
      ['ink', 'surface', 'Text on card'],
      ['ink', 'paper', 'Text on background'],
    ],
  },
] as const;

const CONTRAST_MIN = 4.5;

export function ThemeFields({ theme, disabled, onChange }: ThemeFieldsProps) {
  return (
    <>
      {SETS.map((set) => (
        <ColourSet key={set.title} {...{ set, theme, disabled, onChange }} />
      ))}
    </>
  );
}

function ColourSet(props: ThemeFieldsProps & { readonly set: (typeof SETS)[number] }) {
  const { set, theme, disabled, onChange } = props;
  const id = useId();
  const names: Readonly<Record<string, string>> = set.names;
  const start: Theme = set.start;
  const on = Object.keys(names).some((name) => theme[name] !== undefined);
  const without = Object.fromEntries(
    Object.entries(theme).filter(([name]) => names[name] === undefined),
  );
  const toggle = (wanted: boolean) => onChange(wanted ? { ...without, ...start } : without);
  return (
    <fieldset class="group plain">
      <legend>{set.title}</legend>
      <div class="field check">
        <input
          id={id}
          type="checkbox"
          checked={on}
          disabled={disabled}
          onInput={({ currentTarget }) => toggle(currentTarget.checked)}
        />
        <label for={id}>Colours of your own</label>
        <p class="hint">Without them the pages follow the visitor’s light or dark mode.</p>
      </div>
      {on && (
        <div class="swatches">
          {Object.entries(names).map(([name, label]) => (
            <Colour
              key={name}
              label={label}
              value={theme[name] ?? start[name] ?? '#000000'}
              disabled={disabled}
              onInput={(value) => onChange({ ...theme, [name]: value })}
            />
          ))}
        </div>
      )}
      {on &&
        set.pairs.map(([text, ground, said]) => (
          <Contrast
            key={ground}
            of={said}
            ratio={contrast(theme[text] ?? '#000000', theme[ground] ?? '#000000')}
          />
        ))}
    </fieldset>
  );
}

function Contrast({ of, ratio }: { readonly of: string; readonly ratio: number }) {
  const enough = ratio >= CONTRAST_MIN;
  return (
    <p class="small">
      <span class={enough ? 'badge good' : 'badge bad'}>{ratio.toFixed(1)} : 1</span> {of}
      {!enough && `: too little to read, at least ${CONTRAST_MIN} : 1`}
    </p>
  );
}

function Colour(props: {
  readonly label: string;
  readonly value: string;
  readonly disabled: boolean;
  readonly onInput: (value: string) => void;
}) {
  const { label, value, disabled, onInput } = props;
  const id = useId();
  return (
    <div class="colour">
      <label for={id}>{label}</label>
      <div class="row">
        <input
          type="color"
          aria-label={`${label}: choose`}
          value={/^#[0-9a-fA-F]{6}$/.test(value) ? value : '#000000'}
          disabled={disabled}
          onInput={({ currentTarget }) => onInput(currentTarget.value)}
        />
        <input
          id={id}
          value={value}
          disabled={disabled}
          required
          pattern="#[0-9a-fA-F]{6}"
          title="# and six hexadecimal digits"
          maxLength={7}
          spellcheck={false}
          onInput={({ currentTarget }) => onInput(currentTarget.value)}
        />
      </div>
    </div>
  );
}
