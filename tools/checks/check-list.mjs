import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runBiome } from '../workspace/biome.mjs';
import { ensureBuilt } from '../workspace/build.mjs';
import { runStep } from '../workspace/child.mjs';
import { root } from '../workspace/root.mjs';
import { findRuntime } from '../workspace/runtime.mjs';
import { listFiles } from '../workspace/tree.mjs';
import { checkAsvs } from './check-asvs.mjs';
import { checkBoundaries } from './check-boundaries.mjs';
import { checkCycles } from './check-cycles.mjs';
import { checkDangers } from './check-dangers.mjs';
import { checkDependencies } from './check-dependencies.mjs';
import { checkDocs } from './check-docs.mjs';
import { checkFileBudget } from './check-file-budget.mjs';
import { checkGeneratedDocs } from './check-generated-docs.mjs';
import { checkStyle } from './check-style.mjs';

/**
 * Every check in the order in which its answer is most useful: `run` answers a list of problems
 * (and may `say` something worth knowing), `todo` tells whoever meets one what to do about it.
 */
export const checks = [
  { name: 'format and lint', run: formatAndLint, todo: 'npm run format mends most of these' },
  types('server', 'packages/server'),
  types('client', 'packages/client'),
  types('client tests', 'packages/client/test'),
  types('web', 'packages/web', ['client']),
  types('bench', 'bench', ['client']),
  types('model', 'model'),
  types('faults', 'faults'),
  types('attack', 'attack'),
  types('circle-wallet', 'examples/circle-wallet'),
  types('react-wallet', 'examples/react-wallet', ['client']),
  {
    name: 'boundaries',
    run: (say) => checkBoundaries(root, say),
    todo: 'move the code, or pass what it needs in through a port; the rule is tools/checks/boundary-table.mjs',
  },
  {
    name: 'import circles',
    run: (say) => checkCycles(root, say),
    todo: 'move what both files need into a third one',
  },
  {
    name: 'file budget',
    run: (say) => checkFileBudget(root, say),
    todo: 'split the file along its reasons to change',
  },
  {
    name: 'dangers',
    run: () => checkDangers(root),
    todo: 'do it another way, or name the file with its reason in tools/checks/dangers.mjs',
  },
  { name: 'style', run: (say) => checkStyle(root, say), todo: 'each line says what to do' },
  {
    name: 'dependencies',
    run: (say) => checkDependencies(root, say),
    todo: 'choose another package, or write down why this one may be used',
  },
  {
    name: 'documents',
    run: (say) => checkDocs(root, say),
    todo: 'correct the link, or list the decision in docs/decisions/README.md',
  },
  {
    name: 'asvs',
    run: () => checkAsvs(root),
    todo: 'name the requirement, or the test that shows it now, in docs/reference/asvs.md',
  },
  {
    name: 'generated pages',
    run: () => checkGeneratedDocs(root),
    todo: 'run the named writers with node_modules/.bin/node',
  },
];

async function formatAndLint() {
  // A warning nobody has to act on is noise, so there are none.
  const args = ['ci', '--error-on-warnings', '--colors=off', '--max-diagnostics=100'];
  const { code, output } = await runBiome(args);
  return code === 0 ? [] : [output.trim()];
}

/** `builds` are packages whose compiled declarations this one's sources refer to. */
function types(name, folder, builds = []) {
  return {
    name: `types: ${name}`,
    todo: 'correct the types; npx tsc -p shows the same while you work',
    run: async (say) => {
      if (!hasSources(folder)) {
        say('nothing to compile yet');
        return [];
      }
      if (builds.length > 0) await ensureBuilt({ only: builds });
      const tsc = join(root, 'node_modules/typescript/bin/tsc');
      const args = [
        tsc,
        '-p',
        join(root, folder, 'tsconfig.json'),
        '--noEmit',
        '--pretty',
        'false',
      ];
      const { code, output } = await runStep(findRuntime({ quiet: true }), args, { cwd: root });
      return code === 0 ? [] : [output.trim() || `tsc ended with exit code ${code}`];
    },
  };
}

function hasSources(folder) {
  const files = listFiles(root, folder).filter((file) => /\.tsx?$/.test(file));
  return files.length > 0 && existsSync(join(root, folder, 'tsconfig.json'));
}
