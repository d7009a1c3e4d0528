import type { Option } from '../parts/fields.tsx';

/** Roles with what each may do. */
export const ROLE_OPTIONS: readonly Option[] = [
  { value: 'owner', text: 'Owner: everything' },
  { value: 'operator', text: 'Operator: all but accounts, tenants and keys' },
  { value: 'auditor', text: 'Auditor: looks only' },
];
