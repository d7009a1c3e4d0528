import { readFileSync } from 'node:fs';
import { parser } from '@prometheus-io/lezer-promql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { METRICS } from '../../src/observability/metrics/definitions.ts';
import { readMetrics } from '../support/read-metrics.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

const DEPLOY = new URL('../../../../deploy/', import.meta.url);

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string; readonly runbook: string };
}

interface Panel {
  readonly id: number;
  readonly title: string;
  readonly type: string;
  readonly description?: string;
  readonly targets?: readonly { readonly expr: string; readonly legendFormat: string }[];
  readonly gridPos: { readonly x: number; readonly w: number };
}

const RULES = parse(readFileSync(new URL('prometheus/alerts.yaml', DEPLOY), 'utf8')) as {
  readonly groups: readonly { readonly name: string; readonly rules: readonly Rule[] }[];
};
const DASHBOARD = JSON.parse(readFileSync(new URL('grafana/pintumbler.json', DEPLOY), 'utf8')) as {
  readonly panels: readonly Panel[];
};

/** What Prometheus adds to what it reads, and what no query can say without. */
const OF_PROMETHEUS = ['instance', 'job', 'le'];

/** Labels there are, by metric; the metric itself being there is the point. */
let known: Map<string, ReadonlySet<string>>;
let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
  const { text } = await server.call('GET', '/metrics');
  known = new Map([['up', new Set(OF_PROMETHEUS)]]);
  const add = (name: string, labels: readonly string[]) =>
    known.set(name, new Set([...(known.get(name) ?? OF_PROMETHEUS), ...labels]));
  for (const { name, labels } of readMetrics(text)) add(name, Object.keys(labels));
  // One that has counted nothing yet is there by its head; its labels are those it is defined with.
  const heads = new Set([...text.matchAll(/^# TYPE (\S+) /gm)].map(([, name]) => name));
  for (const { name, labels } of Object.values(METRICS)) {
    expect([name, heads.has(name)]).toEqual([name, true]);
    for (const suffix of ['', '_bucket', '_sum', '_count']) {
      if (suffix === '' || known.has(`${name}${suffix}`)) add(`${name}${suffix}`, labels);
      else if (Object.values(METRICS).some((each) => each.name === name && 'buckets' in each)) {
        add(`${name}${suffix}`, labels);
      }
    }
  }
});
afterAll(() => server.close());

/** What Grafana puts in place before it asks. */
function asAsked(expr: string): string {
  return expr.replaceAll('$__rate_interval', '5m').replaceAll('$instance', 'a|b');
}

/** Names and labels of a query; throws for one that cannot be parsed. */
function readQuery(expr: string) {
  const metrics: string[] = [];
  const labels: string[] = [];
  parser
    .configure({ strict: true })
    .parse(expr)
    .iterate({
      enter({ name, from, to, node }) {
        const text = expr.slice(from, to);
        if (name === 'Identifier' && node.parent?.name === 'VectorSelector') metrics.push(text);
        if (name === 'LabelName') labels.push(text);
      },
    });
  return { metrics, labels };
}

function problemsOf(expr: string): readonly string[] {
  const { metrics, labels } = readQuery(asAsked(expr));
  const there = new Set(metrics.flatMap((metric) => [...(known.get(metric) ?? [])]));
  return [
    ...(metrics.length === 0 ? ['no metric'] : []),
    ...metrics.filter((metric) => !known.has(metric)).map((metric) => `no metric ${metric}`),
    ...labels.filter((label) => !there.has(label)).map((label) => `no label ${label}`),
  ];
}

describe('the alert rules', () => {
  const rules = RULES.groups.flatMap((group) => group.rules);

  it.each(rules)('$alert asks for what a running server has', ({ expr }) => {
    expect(problemsOf(expr)).toEqual([]);
  });

  it('say each once what is wrong, how bad it is, and what to do', () => {
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
    expect(rules.length).toBeGreaterThan(10);
    for (const { alert, labels, annotations, for: since = '1m' } of rules) {
      expect(alert).toMatch(/^Pintumbler[A-Z]\w+$/);
      expect(['critical', 'warning']).toContain(labels.severity);
      expect(since).toMatch(/^[0-9]+[mh]$/);
      expect(annotations.summary).toMatch(/\.$/);
      expect(annotations.runbook.length).toBeGreaterThan(120);
    }
  });

  it('show in their words only labels that their query keeps', () => {
    for (const { alert, expr, annotations } of rules) {
      const used = `${annotations.summary} ${annotations.runbook}`.matchAll(/\$labels\.(\w+)/g);
      const kept = expr.includes(' by (') ? readQuery(expr).labels : OF_PROMETHEUS;
      for (const [, label] of used)
        expect([alert, kept]).toEqual([alert, expect.arrayContaining([label])]);
    }
  });
});

describe('the dashboard', () => {
  const panels = DASHBOARD.panels.filter(({ type }) => type !== 'row');
  const targets = panels.flatMap(({ title, targets: each = [] }) =>
    each.map((target) => ({ title, ...target })),
  );

  it.each(targets)('$title: $legendFormat asks for what a running server has', (target) => {
    expect(problemsOf(target.expr)).toEqual([]);
    for (const [, label = ''] of target.legendFormat.matchAll(/\{\{(\w+)\}\}/g)) {
      const { metrics, labels } = readQuery(asAsked(target.expr));
      const kept = target.expr.includes(' by (')
        ? labels
        : metrics.flatMap((metric) => [...(known.get(metric) ?? [])]);
      expect(kept).toContain(label);
    }
  });

  it('shows every metric of ours, and fits its grid', () => {
    const asked = new Set(targets.flatMap(({ expr }) => readQuery(asAsked(expr)).metrics));
    const shown = (name: string) =>
      ['', '_bucket', '_sum', '_count'].some((suffix) => asked.has(`${name}${suffix}`));
    const unseen = Object.values(METRICS).filter(({ name }) => !shown(name));
    expect(unseen).toEqual([]);
    expect(new Set(DASHBOARD.panels.map(({ id }) => id)).size).toBe(DASHBOARD.panels.length);
    for (const { gridPos, description } of panels) {
      expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
      expect(description).toMatch(/\.$/);
    }
  });
});

describe('the search for what is not there', () => {
  it('finds a metric and a label that no server has, and a query that is none', () => {
    expect(problemsOf('rate(pintumbler_nothing_total[5m])')).toEqual([
      'no metric pintumbler_nothing_total',
    ]);
    expect(problemsOf('sum by (person) (pintumbler_hash_queue)')).toEqual(['no label person']);
    expect(() => problemsOf('rate(pintumbler_hash_queue[5m]')).toThrow();
  });
});
