import { announce } from './announce.ts';

const FEEDBACK_MS = 2000;

// Without a clipboard (no script, or plain HTTP beyond loopback) the buttons stay hidden, and the
// text they stand beside can be selected as ever.
if (window.isSecureContext) {
  document.documentElement.toggleAttribute('data-can-copy', true);
  // On the document, so that buttons which arrive later work too.
  document.addEventListener('click', (event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>('button[data-copy]');
    const source = document.getElementById(button?.dataset['copy'] ?? '');
    if (button !== null && source !== null) void copy(button, source);
  });
}

async function copy(button: HTMLButtonElement, source: HTMLElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(source.textContent);
    announce('Copied to the clipboard.');
    button.dataset['state'] = 'copied';
    setTimeout(() => delete button.dataset['state'], FEEDBACK_MS);
  } catch {
    // The browser refused: leave the text selected, so that the keyboard's own copy takes it.
    getSelection()?.selectAllChildren(source);
    announce('The browser did not allow copying. The text is selected: copy it yourself.');
  }
}
