import type { Identifier } from '../api/subjects.ts';

const NAMES: Readonly<Record<string, string>> = {
  msisdn: 'phone',
  email: 'mail',
  username: 'user name',
};

/** Other names of a person, each with what it is. */
export function Identifiers({ identifiers }: { readonly identifiers: readonly Identifier[] }) {
  if (identifiers.length === 0) return <span class="soft">none</span>;
  return (
    <ul class="identifiers">
      {identifiers.map(({ type, value }) => (
        <li key={`${type} ${value}`}>
          <span class="soft small">{NAMES[type] ?? type}</span> <bdi>{value}</bdi>
        </li>
      ))}
    </ul>
  );
}
