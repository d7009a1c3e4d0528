/**
 * Says that the second entry differs from the first as soon as it can no longer become the same,
 * and when it is left unfinished. The server says so too; this is earlier.
 */
export function watchRepetition(input: HTMLInputElement): void {
  const partner = document.getElementById(input.dataset['repeatOf'] ?? '');
  const [describedBy] = (input.getAttribute('aria-describedby') ?? '').split(' ');
  const sentence = document.getElementById(describedBy ?? '');
  if (!(partner instanceof HTMLInputElement) || sentence === null) return;
  const before = sentence.textContent;
  sentence.setAttribute('aria-live', 'polite');
  const judge = (finished: boolean): void => {
    const { value } = input;
    const fits = finished ? partner.value === value : partner.value.startsWith(value);
    const differs = value !== '' && !fits;
    const text = differs ? (input.dataset['mismatch'] ?? '') : before;
    if (sentence.textContent !== text) sentence.textContent = text;
    sentence.classList.toggle('pad-mismatch', differs);
    input.setAttribute('aria-invalid', String(differs));
  };
  input.addEventListener('input', () => judge(false));
  input.addEventListener('change', () => judge(true));
  partner.addEventListener('input', () => judge(false));
}
