const FOCUSABLE = 'a[href], button:not(:disabled), input:not(:disabled)';

/**
 * Keeps the focus on the card, as every modal dialog does: the app's page around this one is still
 * there for the keyboard although the card covers it.
 */
export function loopFocus(card: HTMLElement): void {
  card.addEventListener('keydown', (event) => {
    if (event.key !== 'Tab' || event.defaultPrevented) return;
    const stops = [...card.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
      (stop) => stop.getClientRects().length > 0,
    );
    const from = event.shiftKey ? stops.at(0) : stops.at(-1);
    const to = event.shiftKey ? stops.at(-1) : stops.at(0);
    const outside = !stops.some((stop) => stop === document.activeElement);
    if (document.activeElement !== from && !(event.shiftKey && outside)) return;
    event.preventDefault();
    to?.focus();
  });
}
