import { setTimeout as pause } from 'node:timers/promises';
import type { Body } from '../frame/admin-client.ts';
import type { AdminCommand, Input, Report } from '../frame/admin-command.ts';
import { REASON } from '../frame/options.ts';
import { progressOf, showRotation } from './rotation-text.ts';

const LOOK_EVERY_MS = 1_000;

export const keysRotate: AdminCommand = {
  words: 'keys rotate',
  summary: 'put the next root key in force and have everything sealed anew, while requests go on',
  tenant: 'none',
  details: [
    'Takes the root that waits in the keyring, or makes one. Goes on by itself after a restart. The old root goes on opening until it is retired.',
    'Where several nodes share a database, each has its own keyring: make the root with "pintumbler keys add" first and copy the keyring to every node.',
  ],
  options: [
    REASON,
    { flags: '--watch', meaning: 'show how far it has come, until it has finished' },
  ],
  asks: () => 'Rotate the root key? Back the keyring up before and after.',
  examples: [
    ['pintumbler keys rotate --watch --reason "yearly"', 'rotates, and waits for the end'],
  ],
  seeAlso: ['keys rotation', 'keys retire', 'keys add'],
  twins: ['POST /keys/rotations'],
  run: async (input) => {
    const started = await input.api.send('POST', '/keys/rotations', {
      reason: input.text('reason'),
    });
    return input.flag('watch') ? watch(input) : { json: started, text: showRotation(started) };
  },
};

async function watch({ api, terminal }: Input): Promise<Report> {
  for (;;) {
    const { rotation } = (await api.get('/keys/rotations')) as { rotation: Body };
    if (rotation['state'] === 'finished') {
      terminal.endProgress();
      return { json: rotation, text: showRotation(rotation) };
    }
    const all = rotation['lookedBefore'];
    terminal.progress(progressOf(rotation), Number(rotation['looked']), Number(all ?? 0));
    await pause(LOOK_EVERY_MS);
  }
}
