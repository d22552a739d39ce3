import { readObjects } from '../../src/analysis/session/read';
import { judge } from '../../src/analysis/questions/diff/accept';
import { renderDiffJson } from '../../src/report/diff/json';
import { renderDiffMarkdown } from '../../src/report/diff/markdown';
import { renderDiffReport } from '../../src/report/diff/text';
import type { ChangedEdges, ReachabilityDiff } from '../../src/results/diff';
import { CauseKind, EdgeChange, OutsideEnd } from '../../src/results/enums';
import { addresses, traffic } from '../traffic';

const edge = (i: number, more: Partial<ChangedEdges> = {}): ChangedEdges => ({
  kind: EdgeChange.OPENED,
  sources: [`shop/source-${i}[Deployment]`],
  destinations: ['shop/db[Pod]'],
  withinWorkloads: false,
  outside: OutsideEnd.NEITHER,
  before: traffic(''),
  after: traffic('TCP 80'),
  beforeUnknown: traffic(''),
  afterUnknown: traffic(''),
  opened: traffic('TCP 80'),
  closed: traffic(''),
  possiblyOpened: traffic(''),
  possiblyClosed: traffic(''),
  workloads: [],
  causes: [{ what: CauseKind.POLICY_ADDED, label: 'NetworkPolicy shop/db', details: [], file: 'a|b.yaml', line: 3 }],
  danger: 20,
  ...more,
});
const diff = (edges: ChangedEdges[]): ReachabilityDiff => ({ edges, isolation: [], addedWorkloads: [], removedWorkloads: [], policies: [], exposure: [], notes: ['mind the order'] });

describe('addresses of a diff', () => {
  const outside = edge(1, { sources: [], outside: OutsideEnd.SOURCE, addresses: addresses('10.0.0.0/8', '12.0.0.0/8', '13.0.0.0/16'), opened: traffic('TCP 80') });

  it('are shown range by range, as blocks where they are one, and each is a connection', () => {
    expect(renderDiffMarkdown(diff([outside]))).toMatch(/2 connections opened[^]*\| 10\.0\.0\.0\/8, 12\.0\.0\.0-13\.0\.255\.255 \| shop\/db\[Pod\] \|/);
    const [shown] = JSON.parse([...renderDiffJson(diff([outside]))].join('')).edges;
    expect(shown).toMatchObject({ sources: ['10.0.0.0/8', '12.0.0.0-13.0.255.255'], destinations: ['shop/db[Pod]'] });
    expect(shown).not.toHaveProperty('addresses');
  });

  it('are accepted range by range, whichever way a range is written', () => {
    const accepting = (...sources: string[]) => sources.map((source) => ({ source, destination: 'shop/db', reason: 'meant', until: '2099-12-31' }));
    const opened = (...sources: string[]) => judge({ edges: [outside], exposed: [] }, accepting(...sources), '2026-11-30', readObjects([])).opened.length;
    expect(opened('10.0.0.0/8', '12.0.0.0-13.0.255.255')).toBe(0);
    expect(opened('10.0.0.0-10.255.255.255', '12.0.0.0-13.0.255.255')).toBe(0);
    expect(opened('outside')).toBe(0);
    expect([opened('10.0.0.0/8'), opened('10.0.0.0/8', '12.0.0.0/8'), opened('10.0.0.0/7', '12.0.0.0-13.0.255.255'), opened('shop/*')]).toEqual([1, 1, 1, 1]);
  });
});

describe('what changes do', () => {
  const policy = (label: string) => ({ what: CauseKind.POLICY_ADDED, label: `NetworkPolicy shop/${label}`, details: [] });
  const closing = { kind: EdgeChange.CLOSED, opened: traffic(''), closed: traffic('TCP 80'), danger: 0 };
  const from = (...edges: ChangedEdges[]) => [...renderDiffReport(diff(edges))].join('');

  it('is one paragraph for all edges whose causes overlap, with the causes of most connections first', () => {
    const edges = [
      edge(1, { ...closing, causes: [policy('deny'), policy('db')], destinations: ['shop/a[Pod]', 'shop/b[Pod]'] }),
      edge(2, { ...closing, causes: [policy('db')] }),
      edge(3, { ...closing, causes: [policy('other')] }),
      edge(4, { ...closing, causes: [policy('db')] }),
      edge(5, { ...closing, causes: [policy('db')] }),
    ];
    const text = from(...edges);
    expect(text).toContain('6 connections closed\n\n2 policies close 5 connections: shop/db, shop/deny\n  shop/source-1[Deployment] => shop/a[Pod], shop/b[Pod]: closed TCP 80\n');
    expect(text).toContain('  and 3 more groups of connections (`--verbose` lists them)\n  because NetworkPolicy shop/db added\n  because NetworkPolicy shop/deny added (2 of 5)\n');
    expect(text).toContain('\n1 policy closes 1 connection: shop/other\n');
    expect(text).not.toContain('source-2');
    const markdown = renderDiffMarkdown(diff(edges));
    expect(markdown).toContain('#### Closed\n\n- 2 policies close 5 connections: shop/db, shop/deny\n- 1 policy closes 1 connection: shop/other\n');
    expect(markdown).toContain('…and 3 more groups of connections; `--verbose` lists them');
  });

  it('shows a dangerous edge, however many there are', () => {
    const edges = [edge(0), edge(1, { danger: 70 }), ...Array.from({ length: 20 }, (_, i) => edge(i + 2))].sort((a, b) => b.danger - a.danger);
    expect(from(edges[0], edge(50, { danger: 60 }), ...edges.slice(1))).toMatch(/source-1\[[^]*source-50[^]*and 21 more groups/);
  });

  it('counts what is opened and closed at once in both, and no workload with itself', () => {
    const both = edge(1, { closed: traffic('TCP 443'), causes: [policy('db')] });
    const among = edge(2, { sources: ['shop/a[Pod]', 'shop/b[Pod]', 'shop/c[Pod]'], destinations: ['shop/a[Pod]', 'shop/b[Pod]', 'shop/c[Pod]'], causes: [policy('db')] });
    expect(from(both, among)).toMatch(/^7 connections opened, 1 connection closed\n\n1 policy opens 7 connections: shop\/db\n[^]*\n1 policy closes 1 connection: shop\/db\n/);
  });

  it('names workloads by what became of them', () => {
    const added = (label: string) => ({ what: CauseKind.WORKLOAD_ADDED, label, details: [] });
    expect(from(edge(1, { causes: [added('shop/a[Pod]'), policy('db')] }), edge(2, { causes: [added('shop/a[Pod]')] }))).toContain('\n1 policy and added workloads open 2 connections: shop/db\n');
    expect(from(edge(1, { causes: [] }))).toContain('\nother changes open 1 connection\n');
    expect(from(edge(1, { opened: traffic(''), causes: [policy('db')] }))).toContain('\n1 policy changes what is unknown about 1 connection: shop/db\n');
  });
});

describe('the comment of a pull request', () => {
  it('is never longer than a comment may be, and says what was left out', () => {
    const text = renderDiffMarkdown(diff(Array.from({ length: 5000 }, (_, i) => edge(i))), true);
    expect(text.length).toBeLessThanOrEqual(65_536);
    const shown = text.match(/shop\/source-/g)!.length;
    expect(text).toContain(`…and ${5000 - shown} more`);
    expect(text).toContain('mind the order');
  });

  it('puts what was opened before what was closed', () => {
    const closed = edge(1, { kind: EdgeChange.CLOSED, opened: traffic(''), closed: traffic('TCP 80'), danger: 0 });
    const text = renderDiffMarkdown(diff([edge(2), closed]));
    expect(text.indexOf('#### Opened')).toBeLessThan(text.indexOf('#### Closed'));
    expect(text).toContain('1 connection opened, 1 connection closed');
  });

  it('lets no name break the table', () => {
    const text = renderDiffMarkdown(diff([edge(1, { sources: ['a|b\n@team <img>'] })]));
    expect(text).not.toMatch(/a\|b|@team|<img>|a\|b\.yaml/);
  });
});
