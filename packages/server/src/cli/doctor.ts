import type { Command } from 'commander';
import { ConfigError, loadConfig, type SettingTexts } from '../config/load-config.ts';
import { type Finding, ok, problem } from '../doctor/finding.ts';
import { readFlags, withSettings } from './flags.ts';

/** Says what is wrong with an installation and what to do; exit code 1 when something must be. */
export function addDoctor(program: Command): void {
  withSettings(program.command('doctor').description('say what is wrong, and what to do about it'))
    .option('--json', 'print the findings as JSON')
    .action(async (options) => {
      const findings = await findingsFor(readFlags(options));
      process.stdout.write(options.json ? `${JSON.stringify({ findings })}\n` : asText(findings));
      if (findings.some(({ verdict }) => verdict === 'problem')) process.exitCode = 1;
    });
}

/** Without a configuration there is nothing else to look at. */
async function findingsFor(flags: SettingTexts): Promise<readonly Finding[]> {
  try {
    const config = loadConfig(flags);
    const { examine } = await import('../doctor/examine.ts');
    return [ok('configuration', 'every setting is allowed'), ...(await examine(config))];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map((each) => problem('configuration', each, 'Correct this setting.'));
  }
}

const NAME_WIDTH = 20;

function asText(findings: readonly Finding[]): string {
  const lines = findings.flatMap(({ name, looked, verdict, todo }) => [
    `${verdict.padEnd(8)} ${name.padEnd(NAME_WIDTH)} ${looked}`,
    ...(todo === null ? [] : [`${' '.repeat(9)}What to do: ${todo}`]),
  ]);
  return `${lines.join('\n')}\n`;
}
