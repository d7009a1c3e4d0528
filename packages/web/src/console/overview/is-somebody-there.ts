const ALONE_AFTER_MS = 5 * 60_000;

let lastSign = Date.now();

function noteSign(): void {
  lastSign = Date.now();
}

for (const sign of ['keydown', 'pointerdown', 'pointermove', 'wheel']) {
  addEventListener(sign, noteSign, { passive: true });
}

/**
 * Whether somebody looks: the page is in front and was touched in the last minutes. A page that goes on
 * asking for nobody would keep a session open that ought to end.
 */
export function isSomebodyThere(): boolean {
  return !document.hidden && Date.now() - lastSign < ALONE_AFTER_MS;
}
