/** The reference page of the settings: `settings` as in config/settings.ts, in the order to show. */
export function settingsMarkdown(settings) {
  return `<!-- Written by tools/docs/write-settings.mjs from packages/server/src/config/settings.ts -->

# Settings

Every setting has a default, so \`pintumbler serve\` starts without any. A value is looked for in these
places, and the first one found counts:

1. the flag on the command line, for example \`--port 9000\`;
2. a file whose path is in the environment variable with \`_FILE\` at its end, for example
   \`PINTUMBLER_ADMIN_KEY_FILE=/run/secrets/admin-key\`; blanks around its content are dropped;
3. the environment variable itself, for example \`PINTUMBLER_PORT=9000\`;
4. the JSON file that \`PINTUMBLER_CONFIG\` names, by the name in the first column, for example
   \`{"port": 9000, "log-level": "warn"}\`;
5. the default.

A value that is not allowed, or a name in the JSON file that does not exist, stops the start; all such
problems are told at once. A secret has no flag, because other users of a machine can list the arguments
of a process.

| name | environment variable | flag | default | what it is |
|---|---|---|---|---|
${settings.map(row).join('\n')}
`;
}

function row({ name, env, flag, fallback, meaning, secret }) {
  const shown = [name, env, secret ? '' : flag, fallback ?? ''].map(code);
  return `| ${[...shown, cell(meaning)].join(' | ')} |`;
}

function code(text) {
  return text === '' ? 'none' : `\`${cell(text)}\``;
}

function cell(text) {
  return text.replaceAll('|', '\\|');
}
