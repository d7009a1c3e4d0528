import { readLink } from './address.ts';
import { recordOf } from './untrusted.ts';

const FAMILY = 'App font';

/**
 * Uses the app's font file when it gives one. A style sheet of fonts is not taken: it could style
 * the whole page a PIN is typed on. Under a name of ours, so that the app's gets into no style.
 */
export async function loadFont(root: HTMLElement, resources: unknown): Promise<void> {
  const address = readLink(recordOf(recordOf(resources)['fontFamily'])['url']);
  if (address === undefined) return;
  try {
    const face = new FontFace(FAMILY, `url(${JSON.stringify(address)})`, { display: 'swap' });
    document.fonts.add(await face.load());
    root.style.setProperty('--app-font', JSON.stringify(FAMILY));
  } catch {
    // Not a font, or not there: ours is as good to read.
  }
}
