import { judge } from '../../src/analysis/questions/diff/accept';
import { renderDiffJson } from '../../src/report/diff/json';
import { renderDiffMarkdown } from '../../src/report/diff/markdown';
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
    const opened = (...sources: string[]) => judge([outside], accepting(...sources), '2026-11-30').opened.length;
    expect(opened('10.0.0.0/8', '12.0.0.0-13.0.255.255')).toBe(0);
    expect(opened('10.0.0.0-10.255.255.255', '12.0.0.0-13.0.255.255')).toBe(0);
    expect(opened('outside')).toBe(0);
    expect([opened('10.0.0.0/8'), opened('10.0.0.0/8', '12.0.0.0/8'), opened('10.0.0.0/7', '12.0.0.0-13.0.255.255'), opened('shop/*')]).toEqual([1, 1, 1, 1]);
  });
});

describe('the comment of a pull request', () => {
  it('is never longer than a comment may be, and says what was left out', () => {
    const text = renderDiffMarkdown(diff(Array.from({ length: 5000 }, (_, i) => edge(i))));
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
