import { answer } from '../answers.ts';
import { defineQuery } from '../mixin-call.ts';
import { ownUser } from '../user.ts';
import { changeNote } from '../user-note.ts';
import { ownUserShape } from '../wire-answers.ts';

export const rotateCode = defineQuery({
  path: '/me/code',
  summary: "Replace the calling user's code",
  data: ownUserShape,
  run: async (exchange) => {
    await changeNote(exchange, ({ codeRotations }) => ({ codeRotations: codeRotations + 1 }));
    return answer(await ownUser(exchange));
  },
});
