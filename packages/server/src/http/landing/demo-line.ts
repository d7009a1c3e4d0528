/** A dialect's title and a command line that works as pasted. */
export interface DemoLine {
  readonly title: string;
  readonly line: string;
}
