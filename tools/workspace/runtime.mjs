import { execFileSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';
import { giveUp, say } from './say.mjs';

/** The oldest Node that the server runs on: `engines` in package.json. */
export const nodeMajorWanted = 24;

/** The real binary that the registry's `node` package puts into the workspace. */
export const registryNode = join(
  root,
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);

/** Whether the Node that runs this very script will do. */
export function runsOnWantedNode() {
  return Number(process.versions.node.split('.')[0]) >= nodeMajorWanted;
}

/**
 * The path of the Node to run the server, the tests and the compilers on. Says which one and why,
 * because `node --version` in the user's shell may well show another one.
 */
export function findRuntime({ quiet = false } = {}) {
  const tell = quiet ? () => {} : say;
  if (runsOnWantedNode() && existsSync(process.execPath)) {
    const ours = existsSync(registryNode) && realpathSync(registryNode) === process.execPath;
    tell(`Node ${process.version}${ours ? ' from node_modules' : ', already on this machine'}`);
    return process.execPath;
  }
  if (!existsSync(registryNode)) giveUp(`there is no Node ${nodeMajorWanted} here; run npm ci`);
  tell(
    `Node ${versionOf(registryNode)} from node_modules, because this machine's own is ${process.version}`,
  );
  return registryNode;
}

function versionOf(binary) {
  try {
    return execFileSync(binary, ['--version'], { encoding: 'utf8' }).trim();
  } catch (error) {
    return giveUp(
      `${binary} does not run on this machine (${error.code ?? error.message}).\n` +
        `Install Node ${nodeMajorWanted} yourself (https://nodejs.org) and run the same command again.`,
    );
  }
}
