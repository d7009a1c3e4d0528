import { expect, it } from 'vitest';
import { exposures, forgetSecrets, tellCrash } from './guard-process.ts';

it.each([
  [['--inspect']],
  [['--inspect-brk=0.0.0.0:9229']],
  [['--heapsnapshot-signal=SIGUSR2']],
  [['--heapsnapshot_near_heap_limit=1']],
  [['--cpu-prof']],
  [['--heap-prof-dir=profiles']],
  [['--report-on-signal']],
  [['--tls-keylog=keys']],
])('sees %s among the flags and in NODE_OPTIONS', (flags) => {
  expect(exposures(flags, {})).toHaveLength(1);
  expect(exposures([], { NODE_OPTIONS: `--no-warnings ${flags.join(' ')}` })).toHaveLength(1);
});

it('sees variables that have the runtime print what it reads', () => {
  expect(exposures([], { NODE_DEBUG: 'http,net' })).toEqual(['NODE_DEBUG']);
});

it('has nothing against flags that show no memory', () => {
  const flags = ['--import', './watch.ts', '--max-old-space-size=512', '--disable-sigusr1'];
  expect(exposures(flags, { NODE_OPTIONS: '--enable-source-maps', NODE_DEBUG: '' })).toEqual([]);
});

it('takes secrets out of an environment, and nothing else', () => {
  const environment = { PINTUMBLER_ADMIN_KEY: 'x', PINTUMBLER_SMTP_URL: 'y', PINTUMBLER_PORT: '1' };
  forgetSecrets(environment);
  expect(environment).toEqual({ PINTUMBLER_PORT: '1' });
});

it('tells of an error what it is and where, but nothing it quotes', () => {
  const cause = new Error('pin 739205184630');
  const error = Object.assign(new TypeError('no\n    at 739205184630', { cause }), { pin: '7392' });
  const told = tellCrash(error) as { readonly at: readonly string[] };
  expect(told).toMatchObject({ kind: 'TypeError' });
  expect(told.at[0]).toContain('guard-process.test.ts');
  expect(JSON.stringify(told)).not.toContain('7392');
  expect(tellCrash('739205184630')).toEqual({ kind: 'not an error', at: [] });
  expect(tellCrash(Object.assign(new Error(''), { code: 'EMFILE' }))).toMatchObject({
    code: 'EMFILE',
  });
});
