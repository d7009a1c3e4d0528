import { findEmbedder } from './embedder.ts';
import { showNotice } from './notice.ts';
import { PinSession } from './pin-session.ts';
import { NOT_STARTED } from './refusal.ts';
import { receiveSettings } from './settings.ts';
import { chooseLanguage } from './wording/languages.ts';

// What this page does on load it may do twice: the SDK loads a frame that is open a second time,
// and cuts the first load off.
const language = chooseLanguage(navigator.language);
Object.assign(document.documentElement, { lang: language.tag, dir: language.direction });
const embedder = findEmbedder(window);
const root = document.getElementById('w3s');
if (root !== null && embedder !== undefined) {
  const settings = await receiveSettings(window, embedder);
  try {
    await new PinSession({ root, embedder, settings, language }).start();
  } catch {
    // The app has no other way to learn of it: its own timer stopped when it heard of us.
    embedder.post({ onError: true, error: NOT_STARTED });
    embedder.post({ onClose: true });
  }
} else if (root !== null) {
  showNotice(root, language.wording.page.elsewhere, language.wording.page.goBack);
}
