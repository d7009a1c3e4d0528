/** The reference page of the faults: `faults` are `{ code, status, guide }` in the order to show. */
export function faultsMarkdown(faults) {
  return `<!-- Written by tools/docs/write-faults.mjs from packages/server/src/dialects/fault-guide.ts -->

# Faults

A fault says that a request or a part of the server is broken. What a person got wrong, a PIN for
example, is not a fault but an outcome in an ordinary answer.

The native and the admin API answer a fault as problem details (RFC 9457): \`code\` is the name
below and stable, \`detail\` says what happened, \`requestId\` is what to quote to the operator, and
\`type\` leads to this list on the server itself (\`/docs/faults\`). The dialects tell the same faults
in their own forms. The HTTP status is the one used where a dialect has no rule of its own.

| code | HTTP | what it means and what to do |
|---|---|---|
${faults.map(({ code, status, guide }) => `| \`${code}\` | ${status} | ${cell(guide)} |`).join('\n')}
`;
}

function cell(text) {
  return text.replaceAll('|', '\\|');
}
