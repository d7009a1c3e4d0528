export interface ReadSample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const SAMPLE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)$/;
const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\.)*)"(?:,|$)/g;

/** Reads Prometheus' text format; throws for a line that is none. */
export function readMetrics(text: string): readonly ReadSample[] {
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, name = '', set = '', value = ''] = SAMPLE.exec(line) ?? [];
      if (name === '') throw new Error(`no sample: ${line}`);
      const labels = [...set.matchAll(LABEL)].map(([, label = '', text = '']) => [label, text]);
      return { name, labels: Object.fromEntries(labels), value: Number(value) };
    });
}

/** The sum of all samples of a name that have these labels; 0 without any. */
export function sumOf(
  samples: readonly ReadSample[],
  name: string,
  labels: Readonly<Record<string, string>>,
): number {
  return samples
    .filter((each) => each.name === name)
    .filter((each) => Object.entries(labels).every(([key, value]) => each.labels[key] === value))
    .reduce((sum, { value }) => sum + value, 0);
}
