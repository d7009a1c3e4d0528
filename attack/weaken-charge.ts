import type { Edit } from './row.ts';

/** Gives each value of an expression about the call a budget of its own, kept in memory. */
export function budgetFor(expression: string): readonly Edit[] {
  return [
    {
      file: 'core/usecases/charge-attempt.ts',
      find: 'const decide = (current: Credential, read: ReadAlong): CredentialDecision<Charge> => {',
      put: `const decide = (stored: Credential, read: ReadAlong): CredentialDecision<Charge> => {
    const account = JSON.stringify([key, ${expression}]);
    const book = (globalThis as any).apart ??= new Map();
    const current = { ...stored, lockout: book.get(account) ?? stored.lockout };`,
    },
    {
      file: 'core/usecases/charge-attempt.ts',
      find: '    const next = { ...current, lockout };',
      put: '    const next = { ...current, lockout };\n    book.set(account, lockout);',
    },
  ];
}
