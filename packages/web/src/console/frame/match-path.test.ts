import { expect, it } from 'vitest';
import { matchPath } from './match-path.ts';

it('takes names out of a path whatever they hold', () => {
  const path = `/t/demo/subjects/${encodeURIComponent('a/b <i>?#%')}`;
  expect(matchPath('/t/:tenant/subjects/:id', path)).toEqual({ tenant: 'demo', id: 'a/b <i>?#%' });
});

it('matches whole paths only', () => {
  expect(matchPath('/t/:tenant', '/t/demo/keys')).toBeNull();
  expect(matchPath('/t/:tenant/keys', '/t//keys')).toBeNull();
  expect(matchPath('/accounts', '/tenants')).toBeNull();
});

it('does not fall over what is not an encoding', () => {
  expect(matchPath('/t/:tenant', '/t/%E0%A4%A')).toBeNull();
});
