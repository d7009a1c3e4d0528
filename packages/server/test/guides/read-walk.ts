/** One block of commands of a guide, and what the guide says it prints. */
export interface WalkStep {
  readonly commands: string;
  readonly prints: string | null;
}

export interface Walk {
  readonly steps: readonly WalkStep[];
  /** Programs that the guide has its reader save, by file name. */
  readonly programs: ReadonlyMap<string, string>;
}

const BLOCK = /^```(\w*)\n([\s\S]*?)^```$/gm;
const OUTPUT = ['', 'json'];

/** The shell blocks of a page, in order; the output block that follows one belongs to it. */
export function readWalk(page: string): Walk {
  const steps: { commands: string; prints: string | null }[] = [];
  const programs = new Map<string, string>();
  let expecting = false;
  let readTo = 0;
  for (const { 0: block, 1: kind = '', 2: content = '', index } of page.matchAll(BLOCK)) {
    const [, name] = /`([a-z-]+\.mjs)`/.exec(page.slice(readTo, index)) ?? [];
    readTo = index + block.length;
    if (kind === 'js' && name !== undefined) programs.set(name, content);
    const last = steps.at(-1);
    if (kind === 'sh') {
      steps.push({ commands: content, prints: null });
      expecting = true;
    } else if (expecting && last !== undefined && OUTPUT.includes(kind)) {
      last.prints = content;
      expecting = false;
    }
  }
  return { steps, programs };
}

/** Ids, times, keys and ports differ from run to run; `...` stands for what was left out. */
const VARIES: readonly (readonly [RegExp, string])[] = [
  [/[A-Za-z0-9+/=_.\\-]*\\\.\\\.\\\.[A-Za-z0-9]*/g, '.*?'],
  [/\b\d{6}(?=isyourDemocode)/g, '\\d{6}'],
  [/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '[0-9a-f-]{36}'],
  [/\d{4}-\d\d-\d\dT?\d\d:\d\d:\d\d(\\\.\d+Z?|Z)?/g, '\\d{4}-\\d\\d-\\d\\dT?[\\d:.]+Z?'],
  [/127\\\.0\\\.0\\\.1:80\d\d/g, '127\\.0\\.0\\.1:\\d+'],
  [/"(code|otpVal)":"\d{6}"/g, '"$1":"\\d{6}"'],
  [/"accountNumber":"\d+"/g, '"accountNumber":"\\d+"'],
  [/\b1[78]\d{11}\b/g, '\\d{13}'],
  [/[A-Za-z0-9_-]{32,}/g, '[A-Za-z0-9_-]+'],
];

/** Whether a step printed what its guide says, blanks and what varies aside. */
export function printsAs(prints: string, printed: string): boolean {
  const escaped = prints
    .replace(/\s+/g, '')
    .replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
    .replaceAll('\\/', '/');
  const pattern = VARIES.reduce((text, [varies, by]) => text.replace(varies, by), escaped);
  return new RegExp(`^${pattern}$`).test(printed.replace(/\s+/g, ''));
}
