import { existsSync } from 'node:fs';
import { runStep } from './child.mjs';
import { reasonToInstall, stampInstalled } from './lockfile.mjs';
import { root } from './root.mjs';
import { nodeMajorWanted, registryNode, runsOnWantedNode } from './runtime.mjs';
import { giveUp, say, sayWhileWaiting, took } from './say.mjs';

/**
 * `--include=dev` because NODE_ENV=production would leave out the runtime and the compiler.
 * `--loglevel=error` because npm otherwise warns that this machine's Node is older than `engines`
 * asks for, which is true, said by us in calmer words, and of no consequence: what the engines
 * line is about runs on the Node that this very install brings.
 */
const NPM_CI = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];

const UNREACHABLE =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT|EIDLETIMEOUT|ENETUNREACH|EHOSTUNREACH|FETCH_ERROR)\b/;

/** Makes node_modules hold what package-lock.json asks for; quiet when it already does. */
export async function ensureInstalled() {
  const lacksRuntime = () => !runsOnWantedNode() && !existsSync(registryNode);
  const reason =
    reasonToInstall(root) ?? (lacksRuntime() && `Node ${nodeMajorWanted} is missing there`);
  if (reason) await install({ folder: root, what: 'packages', reason });
  if (lacksRuntime()) {
    giveUp(
      `Node ${nodeMajorWanted} did not arrive with the packages: the install script of the "node" package was not run.\n` +
        'If your npm is told to ignore scripts, run: npm ci --ignore-scripts=false\n' +
        'If npm lists it as not approved, run: npm install-scripts approve node, then npm ci',
    );
  }
}

/**
 * The same for a folder with a lockfile of its own, whose packages are no part of the workspace.
 * Their install scripts do not run: what they would do is nothing we use.
 */
export async function ensureInstalledIn(folder, what) {
  const reason = reasonToInstall(folder);
  if (reason) await install({ folder, what, reason, flags: ['--ignore-scripts'] });
}

async function install({ folder, what, reason, flags = [] }) {
  const startedAt = Date.now();
  say(`installing ${what} with npm ci: ${reason}`);
  if (folder === root && !runsOnWantedNode()) {
    say(
      `this machine's Node is ${process.version}; Node ${nodeMajorWanted} comes from the registry with the packages`,
    );
  }
  const [command, args] = npmCommand();
  const stopSaying = sayWhileWaiting('still installing');
  const { code, output } = await runStep(command, [...args, ...NPM_CI, ...flags], {
    cwd: folder,
    show: 'stderr',
  }).finally(stopSaying);
  if (code !== 0) giveUp(explain(code, output), code);
  stampInstalled(folder);
  say(`${what} installed in ${took(startedAt)}`);
}

/**
 * The npm that runs us, on the Node it runs on: after the first install, `npm` on the path of a
 * script would start on node_modules/.bin/node, which `npm ci` is about to delete.
 */
function npmCommand() {
  const { npm_execpath: npm, npm_node_execpath: node } = process.env;
  if (npm && node && /npm-cli\.[cm]?js$/.test(npm) && existsSync(node)) return [node, [npm]];
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm', []];
}

function explain(code, output) {
  if (UNREACHABLE.test(output)) {
    return (
      'the npm registry cannot be reached, and the packages are not in the npm cache.\n' +
      'Check the network, or the registry npm is set to use (npm config get registry), or the\n' +
      'proxy (npm config get https-proxy); then run the same command again.'
    );
  }
  return (
    `npm ci failed with exit code ${code}; what npm said is above.\n` +
    'If package.json and package-lock.json disagree, run npm install and commit the lockfile.'
  );
}
