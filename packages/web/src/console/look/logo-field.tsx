import { useId, useState } from 'preact/hooks';

interface LogoFieldProps {
  readonly logo: string | null;
  readonly disabled: boolean;
  readonly onChange: (logo: string | null) => void;
}

/** What the server takes as a `data:` address, which is a third longer than the file. */
const MAX_BYTES = 35 * 1024;
const KINDS = ['image/png', 'image/jpeg', 'image/webp', 'image/svg+xml'];

/** The picture is read here and kept with the settings: PIN pages load nothing from elsewhere. */
export function LogoField({ logo, disabled, onChange }: LogoFieldProps) {
  const id = useId();
  const [problem, setProblem] = useState<string | null>(null);
  const take = async (input: HTMLInputElement) => {
    const file = input.files?.[0];
    input.value = '';
    if (file === undefined) return;
    if (!KINDS.includes(file.type)) return setProblem('Take a PNG, JPEG, WebP or SVG.');
    if (file.size > MAX_BYTES) return setProblem('The file is too large: at most 35 KB.');
    setProblem(null);
    onChange(await readAsData(file));
  };
  return (
    <div class="field">
      <label for={id}>Logo</label>
      <div class="row">
        {logo !== null && <img class="logo" src={logo} alt="The logo" />}
        <input
          id={id}
          type="file"
          accept={KINDS.join(',')}
          disabled={disabled}
          aria-describedby={`${id}-hint`}
          onChange={({ currentTarget }) => void take(currentTarget)}
        />
        {logo !== null && !disabled && (
          <button type="button" class="link" onClick={() => onChange(null)}>
            Remove the logo
          </button>
        )}
      </div>
      <p class="hint" id={`${id}-hint`}>
        PNG, JPEG, WebP or SVG, at most 35 KB. Shown 32 pixels high.
      </p>
      <p role="alert" class="small bad-text">
        {problem}
      </p>
    </div>
  );
}

function readAsData(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error('the file cannot be read'));
    reader.readAsDataURL(file);
  });
}
