import { expect, test } from 'vitest';
import { nameOf, roleOf } from '../../../src/api/access/oidc-claims.ts';

test('the role is the highest that the claim names, wherever it lies', () => {
  expect(roleOf({ roles: ['reader', 'admin', 'operator'] }, 'roles')).toBe('admin');
  expect(roleOf({ roles: 'argus-reader' }, 'roles')).toBe('reader');
  expect(roleOf({ realm_access: { roles: ['argus-operator'] } }, 'realm_access.roles')).toBe('operator');
  expect(roleOf({ 'https://fleet.example/roles': ['operator'] }, 'https://fleet.example/roles')).toBe(
    'operator',
  );
  expect(roleOf({ roles: ['vehicle', 'administrator'] }, 'roles')).toBeUndefined();
  expect(roleOf({ roles: null }, 'roles.deep')).toBeUndefined();
  expect(roleOf({}, 'roles')).toBeUndefined();
});

test('the name is what people call them, without anything that would spoil a line', () => {
  expect(nameOf({ sub: '7', name: 'Ada', email: 'ada@fleet.example' })).toBe('Ada');
  expect(nameOf({ sub: '7', name: ' ', email: 'ada@fleet.example' })).toBe('ada@fleet.example');
  expect(nameOf({ sub: '7', name: 'A\nB' })).toBe('A B');
  expect(nameOf({ sub: '7'.repeat(300) })).toHaveLength(100);
});
