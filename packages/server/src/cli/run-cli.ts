import { CommanderError } from 'commander';
import { Refusal } from './frame/refusal.ts';
import { UsageError } from './frame/usage-error.ts';
import { createProgram } from './program.ts';
import { printable, printableJson } from './show/printable.ts';

/** Runs what was typed, and sets the exit code that `frame/manual.ts` explains. */
export async function runCli(argv: readonly string[]): Promise<void> {
  const asJson = argv.includes('--json');
  let parserSaid = '';
  // Errors of the parser are told below, in one form with all others.
  const program = createProgram((text) => {
    parserSaid += text;
  });
  try {
    await program.parseAsync([...argv]);
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return;
    if (error instanceof CommanderError && error.code === 'commander.help' && !asJson) {
      process.stderr.write(parserSaid);
      process.exitCode = 2;
      return;
    }
    const { code, text, problem } = tell(error);
    process.stderr.write(`${asJson ? printableJson(problem) : text}\n`);
    process.exitCode = code;
  }
}

function tell(error: unknown) {
  const said = error instanceof Error ? error.message : String(error);
  if (error instanceof Refusal) {
    const { code, requestId } = error.problem;
    const quote = requestId === undefined ? '' : ` (request ${requestId})`;
    const text = printable(`The server refused: ${said} [${code}]${quote}`);
    return { code: 1, text, problem: error.problem };
  }
  if (error instanceof UsageError || error instanceof CommanderError) {
    const text = said.replace(/^error: /, '');
    const problem = { code: 'usage', title: 'wrong usage', detail: text };
    return { code: 2, text: lines(`${text}\nSee pintumbler help.`), problem };
  }
  return { code: 1, text: lines(said), problem: { code: 'failed', title: 'failed', detail: said } };
}

/** Our own sentences may have line breaks; nothing else in them steers the terminal. */
function lines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}
