import { type Findings, isAsExpected, type Scenario } from '../scenario.ts';

const HEAD = [
  ...['scenario', 'rounds', 'operations', 'unknown', 'extra guesses', 'lost changes'],
  ...['wrong answers', 'impossible', 'seconds', ''],
];

export interface Outcome {
  readonly scenario: Scenario;
  /** A string: why it could not run here. */
  readonly findings: Findings | string;
  readonly seconds: number;
}

/** All outcomes as one Markdown table, so that it can be pasted into the reference as it is. */
export function renderTable(outcomes: readonly Outcome[]): string {
  const body = outcomes.map(cellsOf);
  const lines = [HEAD, ...body];
  const widths = HEAD.map((_, at) => Math.max(...lines.map((cells) => cells[at]?.length ?? 0)));
  const rule = widths.map((width) => '-'.repeat(width));
  return [HEAD, rule, ...body]
    .map((cells) => `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`)
    .join('\n');
}

function cellsOf({ scenario, findings, seconds }: Outcome): readonly string[] {
  if (typeof findings === 'string') {
    return [scenario.name, ...Array<string>(8).fill(''), `skipped: ${findings}`];
  }
  const { rounds, operations, unknown } = findings;
  const { extraGuesses, lostChanges, wrongAnswers, impossible } = findings;
  const numbers = [
    rounds,
    operations,
    unknown,
    extraGuesses,
    lostChanges,
    wrongAnswers,
    impossible,
  ];
  const shown = [...numbers, Math.round(seconds)].map((each) => each.toLocaleString('en-US'));
  return [scenario.name, ...shown, verdictOf(scenario, findings)];
}

function verdictOf(scenario: Scenario, findings: Findings): string {
  const good = isAsExpected(scenario, findings);
  if (scenario.expect === 'nothing') return good ? 'holds' : '**violated**';
  return good ? 'noticed' : '**not noticed**';
}
