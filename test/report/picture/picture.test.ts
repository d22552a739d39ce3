import fc from 'fast-check';
import { cellText, linesOf } from '../../../src/report/picture/cell-lines';
import { type Drawing, type DrawnLine, LINE_STYLES, paired } from '../../../src/report/picture/drawing';
import { foldAlike } from '../../../src/report/picture/fold';
import { Layouts } from '../../../src/report/picture/layout';
import { renderReportSvg } from '../../../src/report/picture/report';
import { svg } from '../../../src/report/picture/svg';
import { detailDrawing, zoneDrawing } from '../../../src/report/picture/zone-drawing';
import type { Report, ZoneCell, ZoneMatrix } from '../../../src/results/report';
import { traffic } from '../../traffic';

const NONE = traffic('');
const cell = (source: string, destination: string, more: Partial<ZoneCell> = {}): ZoneCell => (
  { source, destination, allowed: NONE, unknown: NONE, ...more });
const matrix = (namespaces: readonly string[], cells: readonly ZoneCell[], more: Partial<ZoneMatrix> = {}): ZoneMatrix => (
  { namespaces, others: ['(internet)'], marked: [], isRecorded: false, cells, details: [], ...more });
const shownLines = ({ nodes, lines }: Drawing) => lines.map(({ from, to, state, text, isBoth }) => (
  `${nodes[from].label} ${isBoth === true ? '<->' : '->'} ${nodes[to].label} ${state} ${text}`));

const names = ['a', 'b', 'c', 'd', 'e', 'f'];
const [web, dns, ssh] = ['TCP 80', 'UDP 53', 'TCP 22'].map(traffic);
const kinds = fc.constantFrom<Partial<ZoneCell>>({ allowed: web }, { allowed: dns }, { unknown: web }, { allowed: web, unknown: ssh });
const pairsOf = (zones: readonly string[]) => fc.tuple(fc.constantFrom(...zones), fc.constantFrom(...zones), kinds);
const cellsOf = (zones: readonly string[]) => fc.uniqueArray(pairsOf(zones), { selector: ([a, b]) => `${a} ${b}`, maxLength: 30 })
  .map((found) => found.map(([source, destination, kind]) => cell(source, destination, kind)));

describe('lines of a cell', () => {
  it('tell the five states apart, and never leave out what is unknown', () => {
    const all = { allowed: traffic('TCP 80,443'), unknown: traffic('UDP 53'), denied: traffic('TCP 22') };
    const states = (more: Partial<ZoneCell>, isRecorded: boolean) => (
      linesOf(cell('a', 'b', more), isRecorded).map(({ state, text }) => `${state}: ${text}`));
    expect(states(all, false)).toEqual(['allowed: TCP 80,443', 'unknown: UDP 53', 'denied: TCP 22']);
    expect(states(all, true)).toEqual(['never seen: TCP 80,443', 'unknown: UDP 53', 'denied: TCP 22']);
    expect(states({ ...all, seen: traffic('TCP 80') }, true)).toEqual(['seen: TCP 80,443 (seen: TCP 80)', 'unknown: UDP 53', 'denied: TCP 22']);
    expect(states({ unknown: traffic('UDP 53'), seen: traffic('UDP 53') }, true)).toEqual(['unknown: UDP 53 (seen: UDP 53)']);
    expect(cellText(cell('a', 'b', all), true)).toBe('never seen: TCP 80,443, possibly UDP 53, seen, and would be denied: TCP 22');
  });

  it('differ by shape and by words', () => {
    const looks = Object.values(LINE_STYLES).map(({ dash, width }) => `${dash} ${width}`);
    for (const states of [['allowed', 'unknown'], ['seen', 'never seen', 'denied', 'unknown'], ['opened', 'closed', 'unknown']] as const) {
      expect(new Set(states.map((state) => `${LINE_STYLES[state].dash} ${LINE_STYLES[state].width}`)).size).toBe(states.length);
      expect(new Set(states.map((state) => LINE_STYLES[state].sign)).size).toBe(states.length);
    }
    expect(looks.length).toBe(7);
  });
});

it('makes one line of two only where both say the same', () => {
  const lines: DrawnLine[] = [
    { from: 1, to: 0, state: 'allowed', text: 'TCP 80' }, { from: 0, to: 1, state: 'allowed', text: 'TCP 80' },
    { from: 0, to: 1, state: 'unknown', text: 'TCP 80' }, { from: 2, to: 0, state: 'allowed', text: 'TCP 80' },
  ];
  expect(paired(lines)).toEqual([{ ...lines[1], isBoth: true }, lines[2], lines[3]]);
});

it('folds only zones together that reach and are reached alike', () => {
  fc.assert(fc.property(cellsOf(names), (cells) => {
    const { folds, cells: folded } = foldAlike(names, cells, { textOf: (one) => cellText(one, false), isApart: (zone) => zone === 'a' });
    expect(folds.flatMap(({ zones }) => zones).sort()).toEqual(names);
    expect(folds.find(({ zones }) => zones.includes('a'))!.zones).toEqual(['a']);
    const between = (all: readonly ZoneCell[], source: string, destination: string) => (
      all.filter((one) => one.source === source && one.destination === destination).map((one) => cellText(one, false)).join());
    for (const from of folds) {
      for (const to of folds) {
        if (from === to) continue;
        const said = between(folded, from.zones[0], to.zones[0]);
        for (const source of from.zones) for (const destination of to.zones) expect(between(cells, source, destination)).toBe(said);
      }
      for (const source of from.zones) {
        for (const destination of from.zones) {
          const isSame = source === destination || from.isLinked;
          expect(between(cells, source, destination)).toBe(isSame ? between(cells, from.zones[0], from.zones[0]) : '');
        }
      }
    }
  }), { seed: 20_261_130, numRuns: 500 });
});

it('folds zones of one pod together only where each reaches all others alike', () => {
  const single = cellsOf(names).map((cells) => cells.filter(({ source, destination }) => source !== destination));
  const full = fc.constant(names.flatMap((a) => names.filter((b) => b !== a).map((b) => cell(a, b, { allowed: web }))));
  let found = 0;
  fc.assert(fc.property(fc.oneof(single, full), (cells) => {
    const { folds } = foldAlike(names, cells, { textOf: (one) => cellText(one, false), isApart: () => false, onePod: names });
    const said = (a: string, b: string) => (
      cells.filter(({ source, destination }) => source === a && destination === b).map((one) => cellText(one, false)).join());
    for (const { zones } of folds) {
      const inside = new Set(zones.flatMap((a) => zones.filter((b) => b !== a).map((b) => said(a, b))));
      expect(inside.size).toBeLessThan(2);
      for (const other of names.filter((name) => !zones.includes(name))) {
        expect(new Set(zones.map((zone) => `${said(zone, other)}/${said(other, zone)}`)).size).toBe(1);
      }
      if (zones.length === names.length && cells.length > 0) found++;
    }
  }), { seed: 20_261_130, numRuns: 500 });
  expect(found).toBeGreaterThan(10);
});

describe('the picture of zones', () => {
  it('shows each line of each cell while there are few', () => {
    const drawing = zoneDrawing(matrix(['data', 'shop'], [
      cell('(internet)', 'shop', { allowed: traffic('TCP 443') }),
      cell('shop', 'data', { allowed: traffic('TCP 5432'), unknown: traffic('TCP 22') }),
      cell('shop', 'shop', { allowed: traffic('TCP 80') }),
    ], { marked: ['data'] }), 'Zones');
    expect(shownLines(drawing)).toEqual(['(internet) -> shop allowed TCP 443', 'shop -> data allowed TCP 5432', 'shop -> data unknown TCP 22']);
    expect(drawing.nodes.map(({ cells: _, ...node }) => node)).toEqual([
      { label: '(internet)', lines: [], shape: 'outside' },
      { label: 'data', lines: [], shape: 'marked' },
      { label: 'shop', lines: ['inside, allowed: TCP 80'], shape: 'inside' },
    ]);
  });

  const many = Array.from({ length: 60 }, (_, i) => `n${String(i).padStart(2, '0')}`);

  it('is one box of many namespaces that are alike, and says so', () => {
    const open = many.flatMap((source) => many.map((destination) => cell(source, destination, { allowed: traffic('TCP 80') })));
    const { nodes, lines, notes } = zoneDrawing(matrix(many, open), 'Zones');
    expect(nodes.map(({ cells: _, ...node }) => node)).toEqual([
      { label: 'n00 and 59 more alike', lines: ['inside and between them, allowed: TCP 80'], shape: 'inside' },
    ]);
    expect(lines).toEqual([]);
    expect(notes).toEqual([`n00 and 59 more alike: ${many.join(', ')}.`]);
  });

  it('is never a hairball, keeps marked zones and what would be denied apart, and leaves no state out', () => {
    fc.assert(fc.property(cellsOf(many), fc.constantFrom(...many), (some, marked) => {
      const chain = many.map((name, i) => cell(name, many[(i * 7 + 1) % 60], { allowed: traffic(`TCP ${i + 1}`) }));
      const isAnother = ({ source, destination }: ZoneCell) => !some.some((one) => one.source === source && one.destination === destination);
      const cells = [...chain.filter(isAnother), ...some, cell(marked, '(internet)', { denied: traffic('TCP 22') })];
      const { nodes, lines, notes } = zoneDrawing(matrix(many, cells, { marked: [marked] }), 'Zones');
      expect(nodes.length).toBeLessThanOrEqual(24);
      expect(lines.length).toBeLessThanOrEqual(60);
      expect(nodes.map(({ label }) => label)).toEqual(expect.arrayContaining([marked, '(internet)']));
      expect(notes.join()).toMatch(/\d+ namespaces in one box/);
      const inside = nodes.flatMap((node) => node.lines.map((text) => /, (\w+):/.exec(text)![1]));
      const states = new Set([...lines.map(({ state }) => state), ...inside]);
      for (const state of new Set(cells.flatMap((one) => linesOf(one, false).map((line) => line.state)))) expect(states).toContain(state);
    }), { seed: 20_261_130, numRuns: 50 });
  });
});

it('draws the groups of a namespace, and what is around them', () => {
  const detail = {
    namespace: 'shop',
    groups: [['shop/web[Deployment]', 'shop/api[Deployment]'], ['shop/db[StatefulSet]']],
    cells: [
      cell('(internet)', 'shop/web[Deployment]', { allowed: traffic('TCP 443') }),
      cell('shop/web[Deployment]', 'shop/db[StatefulSet]', { unknown: traffic('TCP 5432') }),
      cell('shop/db[StatefulSet]', 'backup', { allowed: traffic('TCP 22') }),
    ],
  };
  const drawing = detailDrawing(detail, matrix(['backup', 'shop'], []));
  expect(shownLines(drawing)).toEqual([
    '(internet) -> web[Deployment] and 1 more alike allowed TCP 443',
    'web[Deployment] and 1 more alike -> db[StatefulSet] unknown TCP 5432',
    'db[StatefulSet] -> backup allowed TCP 22',
  ]);
  expect(drawing.notes).toEqual(['web[Deployment] and 1 more alike: web[Deployment], api[Deployment].']);
});

describe('the layout', () => {
  const chain = (zones: readonly string[]) => zones.slice(1).map((name, i) => cell(zones[i], name, { allowed: traffic(`TCP ${i + 100}`) }));

  it('is one for drawings that differ in words of the same length, and the same as each alone', () => {
    const [one, same, other] = [['aa', 'bb', 'cc'], ['xx', 'yy', 'zz'], ['x', 'y', 'z']].map((zones) => zoneDrawing(matrix(zones, chain(zones)), 'Zones'));
    const layouts = new Layouts();
    const shared = [one, same, other].map((drawing) => svg(drawing, { id: 'x', layouts }).text);
    expect(shared).toEqual([one, same, other].map((drawing) => svg(drawing, { id: 'x' }).text));
    const pathsOf = (text: string) => text.match(/ d="[^"]*"/g)!.join();
    expect(pathsOf(shared[1])).toBe(pathsOf(shared[0]));
    expect(pathsOf(shared[2])).not.toBe(pathsOf(shared[0]));
  });

  it('of many lines goes from left to right where that fits a page better, and down where it does not', () => {
    const sizeOf = (cells: readonly ZoneCell[], zones: readonly string[]) => {
      const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg(zoneDrawing(matrix(zones, cells), 'Zones'), { id: 'x' }).text)!.map(Number);
      return { width, height };
    };
    const [left, right] = [['a', 'b', 'c'], ['v', 'w', 'x', 'y']];
    const layers = left.flatMap((source, i) => right.map((destination, k) => (
      cell(source, destination, { allowed: traffic(`TCP ${1000 + 10 * i + k}`), unknown: traffic(`UDP ${1000 + 10 * i + k}`) }))));
    expect(sizeOf(layers, [...left, ...right]).width).toBeLessThan(1000);
    const zones = Array.from({ length: 18 }, (_, i) => `${i}`.padStart(2, '0'));
    const back = chain(zones.slice(0, 5)).map((one) => ({ ...one, source: one.destination, destination: one.source }));
    const long = sizeOf([...chain(zones), ...back], zones);
    expect(long.height).toBeGreaterThan(long.width);
  });
});

describe('the SVG', () => {
  const cells = [cell('shop', 'data', { allowed: traffic('TCP 5432'), unknown: traffic('TCP 22') })];
  const drawing = zoneDrawing(matrix(['data', 'shop'], cells), 'Zones');

  it('is the same each time, and names ends, traffic and state of every line in words', () => {
    const { text } = svg(drawing, { id: 'x' });
    expect(svg(drawing, { id: 'x' }).text).toBe(text);
    expect(text).toContain('<title>shop to data: TCP 5432, allowed.</title>');
    expect(text).toContain('<title>shop to data: TCP 22, unknown: possibly allowed.</title>');
    expect(text).toMatch(/class="line unknown" data-ends="1 0">.*stroke-dasharray="7 5"/);
    expect(text).toContain('>? unknown: possibly allowed</text>');
    expect(text).not.toContain('would be denied');
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('stands alone with title, date, legend, and what it leaves out', () => {
    const zones = matrix(['data'], [], { leftOut: 'there is too much' });
    const report = { cover: { title: 'Payments <b>', date: '2026-11-30' }, isUnderstood: false, zones } as unknown as Report;
    const text = [...renderReportSvg(report)].join('');
    expect(text).toContain('>Payments &#60;b&#62;</text>');
    expect(text).toContain('>2026-11-30</text>');
    expect(text).toContain('Not complete: the input was not fully understood.');
    expect(text).toContain('Not drawn: there is too much.');
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
  });
});
