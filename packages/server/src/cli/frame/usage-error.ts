/** What was typed cannot be meant; the process ends with 2, and nothing was done. */
export class UsageError extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = 'UsageError';
  }
}
