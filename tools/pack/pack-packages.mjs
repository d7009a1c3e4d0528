import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { billOfMaterials } from '../supply/bill-of-materials.mjs';
import { licenceTexts } from '../supply/licence-texts.mjs';
import { readLockfile, shippedPackages } from '../supply/shipped-packages.mjs';
import { root } from '../workspace/root.mjs';

/** What a build leaves beside its result; a tarball must not depend on it. */
const TRACES = ['.build-stamp', '.tsbuildinfo'];

const LICENCES_OF_OTHERS = 'THIRD-PARTY-LICENSES';

/**
 * Packs server and client as they are published, into `destination`, with the server's bill of
 * materials beside them and the digests of all three; answers the paths.
 * The server brings its pages along as a bundled package: they are no package of their own in any
 * registry, and are found under the same name as in this repository.
 */
export function packPackages(destination) {
  const stage = mkdtempSync(join(tmpdir(), 'pintumbler-pack-'));
  try {
    stageServer(join(stage, 'server'));
    stageClient(join(stage, 'client'));
    mkdirSync(destination, { recursive: true });
    const [server, client] = ['server', 'client'].map((name) =>
      pack(join(stage, name), destination),
    );
    const materials = writeMaterials(destination);
    const digests = writeDigests(destination, [server, client, materials]);
    return { server, client, materials, digests };
  } finally {
    rmSync(stage, { recursive: true });
  }
}

function stageServer(folder) {
  const source = join(root, 'packages/server');
  for (const part of ['dist', 'data']) copy(join(source, part), join(folder, part));
  const web = join(folder, 'node_modules/@pintumbler/web');
  for (const part of ['dist', 'package.json'])
    copy(join(root, 'packages/web', part), join(web, part));
  const manifest = readManifest(source);
  writeManifest(folder, {
    ...manifest,
    bundleDependencies: ['@pintumbler/web'],
    files: [...manifest.files, LICENCES_OF_OTHERS],
  });
  const licences = licenceTexts(root, shippedPackages(readLockfile(root)));
  writeFileSync(join(folder, LICENCES_OF_OTHERS), licences);
  copy(join(source, 'README.md'), join(folder, 'README.md'));
  copy(join(root, 'LICENSE'), join(folder, 'LICENSE'));
}

function stageClient(folder) {
  const source = join(root, 'packages/client');
  for (const part of ['dist', 'README.md']) copy(join(source, part), join(folder, part));
  writeManifest(folder, readManifest(source));
  copy(join(root, 'LICENSE'), join(folder, 'LICENSE'));
}

function copy(from, to) {
  if (!existsSync(from)) throw new Error(`${from} is missing. Run npm run build first.`);
  cpSync(from, to, { recursive: true, filter: (path) => !TRACES.includes(basename(path)) });
}

function readManifest(folder) {
  // Scripts are for this repository: the guard against packing without the pages is one.
  const { scripts: _scripts, ...manifest } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  return manifest;
}

function writeManifest(folder, manifest) {
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** npm gives every file of a tarball the same time, so the same sources give the same bytes. */
function pack(folder, destination) {
  const PATH = `${dirname(process.execPath)}${delimiter}${process.env.PATH}`;
  const args = ['pack', '--json', '--pack-destination', destination];
  const output = execFileSync('npm', args, { cwd: folder, env: { ...process.env, PATH } });
  const [{ filename }] = JSON.parse(output.toString());
  return join(destination, filename);
}

function writeMaterials(destination) {
  const manifest = readManifest(join(root, 'packages/server'));
  const path = join(destination, `pintumbler-server-${manifest.version}.cdx.json`);
  writeFileSync(path, billOfMaterials(manifest, shippedPackages(readLockfile(root))));
  return path;
}

/** In the form `sha256sum --check` reads. */
function writeDigests(destination, paths) {
  const path = join(destination, 'SHA256SUMS');
  const lines = paths.map((each) => `${sha256Of(each)}  ${basename(each)}\n`);
  writeFileSync(path, lines.join(''));
  return path;
}

function sha256Of(path) {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
