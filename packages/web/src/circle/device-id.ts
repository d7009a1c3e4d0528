import { findEmbedder } from './embedder.ts';
import { showNotice } from './notice.ts';
import { chooseLanguage } from './wording/languages.ts';

const KEY = 'pintumbler.device-id';
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A random name for this browser, the same on each visit. Storage may be blocked in a frame. */
function readDeviceId(): string {
  try {
    const kept = localStorage.getItem(KEY);
    if (kept !== null && UUID.test(kept)) return kept;
    const made = makeUuid();
    localStorage.setItem(KEY, made);
    return made;
  } catch {
    return makeUuid();
  }
}

/** `crypto.randomUUID` exists under HTTPS only; this is the same, version 4. */
function makeUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes.set([((bytes[6] ?? 0) & 0x0f) | 0x40], 6);
  bytes.set([((bytes[8] ?? 0) & 0x3f) | 0x80], 8);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

const embedder = findEmbedder(window);
const root = document.getElementById('w3s');
if (embedder !== undefined) {
  // In this order: the SDK gives the id up after ten seconds unless it has heard of us before.
  embedder.post({ onFrameReady: true });
  embedder.post({ deviceId: readDeviceId() });
} else if (root !== null) {
  const { tag, direction, wording } = chooseLanguage(navigator.language);
  Object.assign(document.documentElement, { lang: tag, dir: direction });
  showNotice(root, wording.page.elsewhere, wording.page.goBack);
}
