import { HUBBLE } from '../../src/flows/formats/hubble/hubble';
import type { ObservedEnd, Sink } from '../../src/flows';
import { sample } from './capture';

const LINES = ['hubble-jsonpb.jsonl', 'hubble-export-fieldmask.jsonl', 'hubble-legacy-bare.jsonl', 'hubble-camelcase.jsonl', 'hubble-printed/seed-all.jsonl']
  .flatMap((name) => sample(name).trim().split('\n'));

/** What a reader says of lines, with and without its memory of known ones. */
function said(lines: readonly string[], remembers: boolean): { flows: string[]; recalled: number } {
  const ends = new Map<string, number>();
  const flows: string[] = [];
  const end = (key: string, make: () => ObservedEnd) => {
    if (!ends.has(key)) ends.set(key, ends.size + (make() === undefined ? 1 : 0));
    return ends.get(key)!;
  };
  const nothing = () => undefined;
  const flow: Sink['flow'] = (one) => void flows.push(JSON.stringify(Object.entries(one).filter(([, value]) => value !== undefined).sort()));
  const sink: Sink = { at: nothing, end, flow, name: nothing, lost: nothing, node: nothing, skip: nothing, bad: nothing };
  const reader = HUBBLE.open(sink);
  let recalled = 0;
  for (const line of lines) {
    if (remembers && reader.recall!(line)) recalled++;
    else reader.take(JSON.parse(line));
  }
  return { flows, recalled };
}

/** The same packet at another time, from another port, by another name. */
function later(line: string): string {
  return line.replace(/:0(\d)\./, ':3$1.').replace(/"uuid":"[^"]*"/, '"uuid":"another"').replace(/(_port":)(\d{5})/, (_, key, port) => `${key}${60_999 - Number(port) % 9000}`);
}

it('says of known lines what it says of new ones', () => {
  const lines = [...LINES, ...LINES.map(later), ...LINES.map((line) => later(later(line)))];
  const { flows, recalled } = said(lines, true);
  expect(flows).toEqual(said(lines, false).flows);
  expect(recalled).toBeGreaterThan(LINES.length);
});

it('also of lines with blanks behind colons and commas, as some builds write them', () => {
  const lines = [...LINES, ...LINES.map(later)].map((line) => line.replace(/"(time|uuid|source_port|destination_port)":/g, '"$1": ').replace(/,"/g, ', "'));
  const { flows, recalled } = said(lines, true);
  expect(flows).toEqual(said(lines, false).flows);
  expect(recalled).toBeGreaterThan(LINES.length / 2);
});

it('is not misled by a port that stands elsewhere, or by one that is none', () => {
  const [first] = LINES;
  const elsewhere = first.replace('"verdict"', '"x":{"source_port":1,"destination_port":2},"verdict"');
  const none = first.replace(/"destination_port":\d+/, '"destination_port":70000');
  const lines = [elsewhere, later(elsewhere), none, none];
  const { flows, recalled } = said(lines, true);
  expect(flows).toEqual(said(lines, false).flows);
  expect(recalled).toBe(0);
});
