import type { DemoSection } from '../../dialects/dialect.ts';

/** A dialect, its demo credentials, and a command line that works as pasted. */
export interface DemoLine {
  readonly name: string;
  readonly title: string;
  readonly section: DemoSection;
  readonly line: string;
}
