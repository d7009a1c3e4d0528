import type { AdminCommand } from '../frame/admin-command.ts';
import { showRoots } from './rotation-text.ts';

export const keysRotation: AdminCommand = {
  words: 'keys rotation',
  summary: 'the root keys a server has, its nodes, and how far the newest rotation has come',
  tenant: 'none',
  examples: [['pintumbler keys rotation', 'shows what is under way']],
  seeAlso: ['keys rotate', 'keys retire', 'keys show'],
  twins: ['GET /keys/rotations'],
  run: async ({ api }) => {
    const body = await api.get('/keys/rotations');
    return { json: body, text: showRoots(body) };
  },
};
