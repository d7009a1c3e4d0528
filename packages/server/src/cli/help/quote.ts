/** A word for a POSIX shell, zsh or fish: nothing in it means anything. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
