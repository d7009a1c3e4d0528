import type { Row } from '../row.ts';
import type { Verdict } from '../run-row.ts';

const HEAD = `# The attack suite

Written by \`npm run attack -- --both --report\`, from the latest run of each row; do not edit. Each row is an attack on a server in a process of its
own, from outside: over its ports, through a browser, and where the attacker is somebody with the database or the files,
through those. A row *holds* when the attack was carried out and failed. Then the same attack is carried out on a server
that was weakened for it, in a copy of its sources, and has to *succeed, for the reason it is there for*: that is the column
*noticed*. The weakenings are text edits in [attack/rows](../../attack/rows); one whose text is no longer found fails
the suite. What each promise is tested by in detail is in [SECURITY.md](../../SECURITY.md).

`;

/** The reference page: every attack, what stands in its way, and what came of it. */
export function renderReport(verdicts: readonly Verdict[]): string {
  const rows = [...new Set(verdicts.map(({ row }) => row))];
  const lines = rows.map((row) => cells(row, verdicts));
  const columns = ['', 'attack', 'the attacker wants', 'what holds', 'SQLite', 'PostgreSQL'];
  const table = [columns, columns.map(() => '---'), ...lines].map(
    (each) => `| ${each.join(' | ')} |`,
  );
  const weak = ['', 'weakening it was seen failing with', 'SQLite', 'PostgreSQL'];
  const weakened = [weak, weak.map(() => '---'), ...rows.map((row) => weakCells(row, verdicts))];
  const second = weakened.map((each) => `| ${each.join(' | ')} |`);
  return `${HEAD}## The attacks\n\n${table.join('\n')}\n\n## The weakenings\n\n${second.join('\n')}\n`;
}

function cells(row: Row, verdicts: readonly Verdict[]): readonly string[] {
  const { number, title, wants, holds } = row;
  const on = (engine: Verdict['engine']) => wordFor(verdicts, row, engine, 'own');
  return [String(number), title, wants, holds, on('sqlite'), on('postgres')].map(escaped);
}

function weakCells(row: Row, verdicts: readonly Verdict[]): readonly string[] {
  const on = (engine: Verdict['engine']) => wordFor(verdicts, row, engine, 'weakened');
  const named = `${row.title}: ${row.weakening.what}`;
  return [String(row.number), named, on('sqlite'), on('postgres')].map(escaped);
}

function wordFor(
  verdicts: readonly Verdict[],
  row: Row,
  engine: Verdict['engine'],
  build: Verdict['build'],
): string {
  const found = verdicts.find(
    (each) => each.row === row && each.engine === engine && each.build === build,
  );
  if (found === undefined) return 'not run';
  const word = build === 'own' ? 'holds' : 'noticed';
  return found.good ? word : `**not ${word}**`;
}

function escaped(text: string): string {
  return text.replaceAll('|', '\\|');
}
