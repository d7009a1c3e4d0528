/** The page that lists what of other people's code a server runs, from the lockfile. */
export function dependenciesMarkdown(packages) {
  const chosen = packages.filter(({ direct, built }) => direct && !built);
  const built = packages.filter((each) => each.built);
  const others = packages.filter((each) => !each.direct && !each.built);
  return `# Dependencies

Written from package-lock.json by \`tools/docs/write-dependencies.mjs\`; \`npm run check\` fails when it is out of date.

What of other people's code reaches whoever installs the server: ${packages.length} packages, ${chosen.length + built.length} of them chosen by us. Why
each of those is used is in [0008](../decisions/0008-libraries.md) and the decision about its part. None runs a script while it is installed.
All are fixed in version and by a SHA-512 digest. \`npm run pack\` writes the same list as CycloneDX, for scanners. See
[0042](../decisions/0042-supply-chain.md).

## Chosen

${table(chosen)}

## Built into the pages

Nothing of these is installed: their code is in the scripts of console and pages. The tarball has their licences.

${table(built)}

## Needed by those

Binaries for other platforms included; one of them is installed.

${table(others)}
`;
}

function table(packages) {
  const rows = packages.map(
    ({ name, version, license }) => `| ${name} | ${version} | ${license} |`,
  );
  return ['| package | version | licence |', '|---|---|---|', ...rows].join('\n');
}
