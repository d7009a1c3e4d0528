import { createHash } from 'node:crypto';
import { Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library';
import { PackageURL } from 'packageurl-js';

/** Who asks for one may have to name it: CycloneDX 1.6 is ECMA-424. */
export const BOM_SPEC = Spec.Spec1dot6;

/**
 * The bill of materials of a server, as JSON of CycloneDX: each package with its licence, the digest
 * npm checks it with, and what needs what. Holds no time and no random number, so the same lockfile
 * gives the same bytes.
 */
export function billOfMaterials(server, packages) {
  const self = component({ ...server, id: `${server.name}@${server.version}` });
  self.type = Enums.ComponentType.Application;
  const parts = new Map(packages.map((each) => [each.id, component(each)]));
  const refsOf = (ids) => ids.map((id) => parts.get(id).bomRef);
  for (const { id, needs } of packages) addAll(parts.get(id).dependencies, refsOf(needs));
  const direct = packages.filter((each) => each.direct).map(({ id }) => id);
  addAll(self.dependencies, refsOf(direct));
  const bom = new Models.Bom({
    metadata: new Models.Metadata({ component: self }),
    components: new Models.ComponentRepository(parts.values()),
  });
  bom.serialNumber = `urn:uuid:${uuidOf(serialise(bom))}`;
  return `${serialise(bom)}\n`;
}

function component({ id, name, version, license, integrity, optional, built }) {
  const [short, group] = name.split('/').reverse();
  return new Models.Component(Enums.ComponentType.Library, short, {
    ...{ bomRef: id, version, ...(group && { group }) },
    scope: optional ? Enums.ComponentScope.Optional : Enums.ComponentScope.Required,
    purl: new PackageURL('npm', group, short, version).toString(),
    licenses: new Models.LicenseRepository([new Models.SpdxLicense(license)]),
    ...(integrity && { hashes: new Models.HashDictionary([digestOf(integrity)]) }),
    ...(built && { properties: new Models.PropertyRepository([BUILT_IN]) }),
  });
}

const BUILT_IN = new Models.Property('pintumbler:built-into', 'pages');

function digestOf(integrity) {
  const [, digest] = /^sha512-(.+)$/.exec(integrity) ?? [];
  if (digest === undefined) throw new Error(`not a SHA-512 digest: ${integrity}`);
  return [Enums.HashAlgorithm['SHA-512'], Buffer.from(digest, 'base64').toString('hex')];
}

function addAll(repository, refs) {
  for (const ref of refs) repository.add(ref);
}

function serialise(bom) {
  const normalised = new Serialize.JSON.Normalize.Factory(BOM_SPEC);
  return new Serialize.JsonSerializer(normalised).serialize(bom, { sortLists: true, space: 2 });
}

/** Version 8 of RFC 9562, made of a digest of what it names. */
function uuidOf(text) {
  const bytes = createHash('sha256').update(text).digest().subarray(0, 16);
  bytes[6] = (bytes[6] & 0x0f) | 0x80;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
