const ASK = 'pintumbler.pad.ask';
const TELL = 'pintumbler.pad.page';
const NONCE = /^[0-9a-f]{32}$/;

/**
 * Tells the page around this one, when it asks, whether the challenge is over: so that an app can
 * take the frame away at once. It goes to who asked and nobody else, and only those whom the tenant lets
 * embed its pages get as far as asking. What counts is what the app's backend hears from the API.
 */
export function tellEmbedder(page: Window, main: HTMLElement | null): void {
  if (page.parent === page || main === null) return;
  page.addEventListener('message', ({ source, origin, data }: MessageEvent) => {
    if (source !== page.parent || typeof data !== 'object' || data === null) return;
    const { type, nonce } = data as { readonly type?: unknown; readonly nonce?: unknown };
    if (type !== ASK || typeof nonce !== 'string' || !NONCE.test(nonce)) return;
    const state = main.dataset['over'] ?? 'open';
    page.parent.postMessage({ type: TELL, nonce, state }, origin);
  });
}
