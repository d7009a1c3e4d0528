const CLEAR_MS = 4000;

/** Has a screen reader say a sentence; cleared again, so that the same one can be said twice. */
export function announce(sentence: string): void {
  const region = document.getElementById('announcer');
  if (region === null) return;
  region.textContent = sentence;
  setTimeout(() => {
    if (region.textContent === sentence) region.textContent = '';
  }, CLEAR_MS);
}
