import type { Action } from '../action.ts';
import { activateMobileApp } from './activate-mobile-app.ts';
import { changePin } from './change-pin.ts';
import { checkUser } from './check-user.ts';
import { deactivateMobileApp } from './deactivate-mobile-app.ts';
import { getAuthSecurityParameters } from './get-auth-security-parameters.ts';
import { login } from './login.ts';
import { moCheckUser } from './mo-check-user.ts';
import { setAuthSecurityParameters } from './set-auth-security-parameters.ts';
import { setPin } from './set-pin.ts';

/** Every action this server plays; account actions (balances, loans) are another system's. */
export const ACTIONS: readonly Action[] = [
  checkUser,
  moCheckUser,
  login,
  getAuthSecurityParameters,
  setAuthSecurityParameters,
  setPin,
  changePin,
  activateMobileApp,
  deactivateMobileApp,
];
