import { announce } from './toasts.tsx';

/** Copies a text. Where the browser has no clipboard it is not there: the text can be selected. */
export function CopyButton({ text, of }: { readonly text: string; readonly of: string }) {
  if (!window.isSecureContext) return null;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      announce('Copied to the clipboard.');
    } catch {
      announce('The browser did not allow copying: select the text and copy it yourself.', 'bad');
    }
  };
  return (
    <button type="button" class="button second small" onClick={() => void copy()}>
      Copy<span class="visually-hidden"> {of}</span>
    </button>
  );
}
