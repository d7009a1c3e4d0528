import { Type } from 'typebox';
import { told } from '../../answer-parts.ts';
import { ok } from '../answers.ts';
import { defineUserCall } from '../user-call.ts';

/** Sample apps ask right after the first PIN was set; there are no wallets here (w3s 3.2). */
export const listWallets = defineUserCall({
  method: 'GET',
  path: '/v1/w3s/wallets',
  summary: 'List no wallets',
  input: {},
  answers: { 200: told({ wallets: Type.Array(Type.Unknown(), { maxItems: 0 }) }) },
  run: async () => ok({ wallets: [] }),
});
