import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';

const TSC = join('node_modules', 'typescript', 'bin', 'tsc');
const VITE = join(root, 'node_modules', 'vite', 'bin', 'vite.js');

/** What every compiled package depends on besides its own files. */
const EVERYWHERE = ['tsconfig.base.json', 'package-lock.json'];

function compiled(name) {
  const folder = `packages/${name}`;
  return {
    name,
    folder,
    inputs: [`${folder}/src`, `${folder}/tsconfig.json`, `${folder}/tsconfig.build.json`],
    command: [TSC, '-p', `${folder}/tsconfig.build.json`],
    cwd: root,
    // The compiler leaves the output of a deleted source where it is.
    prune: true,
  };
}

/**
 * The packages in build order. Inputs are files and folders whose contents decide the result;
 * the web pages are built from the client's sources too.
 */
export function buildSteps() {
  const server = { ...compiled('server'), program: 'packages/server/dist/main.js' };
  const steps = [server, compiled('client')];
  if (existsSync(join(root, 'packages/web/vite.config.ts'))) {
    steps.push({
      name: 'web',
      folder: 'packages/web',
      inputs: ['packages/web', 'packages/client/src'],
      command: [VITE, 'build', '--logLevel', 'warn'],
      cwd: join(root, 'packages/web'),
      prune: false,
    });
  }
  steps.push({
    name: 'circle-wallet',
    folder: 'examples/circle-wallet',
    inputs: ['examples/circle-wallet'],
    command: [VITE, 'build', '--logLevel', 'warn'],
    cwd: join(root, 'examples/circle-wallet'),
    prune: false,
  });
  steps.push({
    name: 'react-wallet',
    folder: 'examples/react-wallet',
    inputs: ['examples/react-wallet', 'packages/client/src'],
    command: [VITE, 'build', '--logLevel', 'warn'],
    cwd: join(root, 'examples/react-wallet'),
    prune: false,
  });
  return steps.map((step) => ({ ...step, inputs: [...step.inputs, ...EVERYWHERE] }));
}
