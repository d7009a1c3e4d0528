import type { Route } from '../../dialect.ts';
import { answer } from '../answers.ts';
import { defineCall } from '../mixin-call.ts';
import { changeOf, profile } from '../profile.ts';
import { ownUser } from '../user.ts';
import { changeNote } from '../user-note.ts';
import { ownUserShape } from '../wire-answers.ts';

/** Some SDKs send a new name to the address of the preferences, so both take everything. */
function defineUpdate(address: Pick<Route, 'path' | 'summary'>): Route {
  return defineCall({
    ...address,
    body: profile,
    data: ownUserShape,
    run: async (exchange, body) => {
      await changeNote(exchange, (note) => changeOf(body, note));
      return answer(await ownUser(exchange));
    },
  });
}

export const updateMe = defineUpdate({ path: '/me', summary: 'Change name and biography' });

export const updatePreferences = defineUpdate({
  path: '/me/preferences',
  summary: 'Change preferences, name and biography',
});
