import { randomHex } from '../random-hex.ts';

const ASK = 'pintumbler.pad.ask';
const TELL = 'pintumbler.pad.page';

interface Handlers {
  /** The page in the frame says that the challenge is over. */
  readonly onOver: () => void;
  /** The person closed the dialog. */
  readonly onClose: () => void;
}

interface Look {
  readonly title: string;
  readonly closeLabel: string;
  readonly container: HTMLElement | undefined;
}

/** Puts the page into a frame; what comes back takes it away and returns the focus. */
export function showFrame(url: URL, look: Look, { onOver, onClose }: Handlers): () => void {
  const frame = document.createElement('iframe');
  frame.title = look.title;
  frame.referrerPolicy = 'strict-origin';
  Object.assign(frame.style, {
    border: '0',
    width: '100%',
    height: '100%',
    minHeight: 'min(44rem, 80dvh)',
  });
  const nonce = randomHex();

  // Only the window in our frame, only from its origin, only in answer to us: anything else that
  // lands in this page's mailbox is somebody else's.
  const listen = ({ source, origin, data }: MessageEvent): void => {
    if (source !== frame.contentWindow || origin !== url.origin) return;
    if (typeof data !== 'object' || data === null) return;
    if (data.type === TELL && data.nonce === nonce && data.state !== 'open') onOver();
  };
  // Every page that loads in the frame is asked; the question goes to the origin expected and no other.
  const ask = (): void => frame.contentWindow?.postMessage({ type: ASK, nonce }, url.origin);
  addEventListener('message', listen);
  frame.addEventListener('load', ask);
  frame.src = url.href;

  const before = document.activeElement;
  const remove = look.container
    ? putInto(look.container, frame)
    : putIntoDialog(frame, look, onClose);
  return () => {
    removeEventListener('message', listen);
    remove();
    if (before instanceof HTMLElement) before.focus();
  };
}

function putInto(container: HTMLElement, frame: HTMLIFrameElement): () => void {
  container.append(frame);
  frame.focus();
  return () => frame.remove();
}

/** A modal dialog keeps the focus inside, and closes with Escape. */
function putIntoDialog(frame: HTMLIFrameElement, look: Look, onClose: () => void): () => void {
  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-label', look.title);
  Object.assign(dialog.style, { width: 'min(28rem, 100vw)', padding: '0', border: '0' });
  const close = document.createElement('button');
  close.type = 'button';
  close.textContent = look.closeLabel;
  Object.assign(close.style, { minHeight: '44px', minWidth: '44px', float: 'inline-end' });
  close.addEventListener('click', () => dialog.close());
  dialog.append(close, frame);
  dialog.addEventListener('close', onClose);
  document.body.append(dialog);
  dialog.showModal();
  frame.focus();
  return () => {
    dialog.removeEventListener('close', onClose);
    dialog.close();
    dialog.remove();
  };
}
