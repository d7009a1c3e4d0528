import type { SignInStore } from '../core/ports/sign-in-store.ts';
import type { Engine } from './engine/engine.ts';
import { insertSignIn, selectSignIn, toSignIn, updateSignIn } from './queries/sign-ins.ts';
import { refuseWithoutSubject } from './refuse-orphan.ts';
import { writeTraces } from './traces.ts';

export function createSignInStore(engine: Engine): SignInStore {
  return {
    async readSignIn(tenant, id) {
      const [row] = await engine.query(selectSignIn(tenant, id));
      return row === undefined ? null : toSignIn(row);
    },

    applyToSignIn(tenant, id, decide) {
      const applied = engine.commit({
        reads: [selectSignIn(tenant, id)],
        decide: ([row]) => {
          const decision = decide(row === undefined ? null : toSignIn(row));
          const write = row === undefined ? insertSignIn : updateSignIn;
          const writes = decision.next === undefined ? [] : [write(decision.next)];
          return { writes: [...writes, ...writeTraces(tenant, decision)], result: decision.result };
        },
      });
      return applied.catch(refuseWithoutSubject);
    },
  };
}
