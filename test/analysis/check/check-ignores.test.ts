import { runCheck } from '../../../src/analysis/questions/check/check';
import { NO_CONFIG } from '../../../src/analysis/questions/check/config';
import { parseIgnore } from '../../../src/analysis/questions/check/ignores';
import { readText } from '../../../src/analysis/session/read';
import { dayMistake } from '../../../src/schema';
import { found, manifest, QUIET } from './check-sample';

const FIRST = 'by-version api spec.ingress[0].from[0].podSelector';
const SECOND = 'by-version api spec.ingress[1].from[0].podSelector';
const OTHER = 'by-version other spec.podSelector';

it('finds everything where nothing is ignored', () => {
  expect(found(manifest()).list).toEqual([FIRST, SECOND, OTHER]);
});

describe('a comment', () => {
  it('covers the field below it with what is inside', () => {
    const { list, ignored } = found(manifest({ above: '    # netfence-ignore by-version: the old release stays\n' }));
    expect(list).toEqual([SECOND, OTHER]);
    expect(ignored).toBe(1);
  });

  it('above a key covers the list under it', () => {
    expect(found(manifest().replace('  ingress:', '  # netfence-ignore by-version: both stay\n  # more words\n  ingress:')).list).toEqual([OTHER]);
  });

  it('above an object covers all of it, and not the next one', () => {
    expect(found(manifest({ top: '# netfence-ignore by-version: the old release stays\n' })).list).toEqual([OTHER]);
    expect(found(`# netfence-ignore by-version: not here\n---\n${manifest()}`).list).toEqual([FIRST, SECOND, OTHER, 'ignore-unused web.yaml:1']);
  });

  it('behind a field covers the field', () => {
    expect(found(manifest({ behind: ' # netfence-ignore by-version: it stays' })).list).toEqual([FIRST, SECOND, OTHER].filter((line) => line !== FIRST));
  });

  it('of another rule covers nothing, and is said to be unused', () => {
    const { findings, list } = found(manifest({ above: '    # netfence-ignore quiet: wrong rule\n' }));
    expect(list).toEqual([FIRST, SECOND, OTHER, 'ignore-unused web.yaml:9']);
    expect(findings[3]).toMatchObject({ severity: 'info' });
  });

  it.each([
    ['by-version', 'gives no reason'],
    ['by-version:', 'gives no reason'],
    [': why', 'names no rule'],
    ['by-versoin: why', 'names no rule, got `by-versoin`'],
    ['by-version until tomorrow: why', 'must be a day'],
    ['by-version until 2026-02-30: why', 'must be a day'],
  ])('`%s` covers nothing and is found itself', (text, words) => {
    const { findings, list } = found(manifest({ above: `    # netfence-ignore ${text}\n` }));
    expect(list).toEqual([FIRST, SECOND, OTHER, 'ignore-malformed web.yaml:9']);
    expect(findings[3].message).toContain(words);
  });

  it('holds until its last day, and is found from then on', () => {
    const text = manifest({ above: '    # netfence-ignore by-version until 2026-11-24: until the move\n' });
    expect(found(text).list).toEqual([SECOND, OTHER]);
    const { findings, list } = found(text, { today: '2026-11-25' });
    expect(list).toEqual([FIRST, SECOND, OTHER, 'ignore-expired web.yaml:9']);
    expect(findings[3]).toMatchObject({ severity: 'warning', message: expect.stringContaining('held until 2026-11-24') });
  });

  it('is read with Windows line ends, too', () => {
    expect(found(manifest({ above: '    # netfence-ignore by-version: it stays\n' }).replaceAll('\n', '\r\n')).list).toEqual([SECOND, OTHER]);
  });
});

describe('an annotation', () => {
  const annotated = (value: string) => manifest({ annotation: `\n  annotations:\n    netfence/ignore: "${value}"` });

  it('covers its object', () => {
    expect(found(annotated('by-version: it stays')).list).toEqual([OTHER]);
    expect(found(annotated('quiet: nothing\\nby-version until 2026-12-31: it stays')).list).toEqual([OTHER, 'ignore-unused api metadata.annotations.netfence/ignore']);
  });

  it('without a reason covers nothing and is found itself, once', () => {
    expect(found(annotated('by-version')).list).toEqual([FIRST, SECOND, OTHER, 'ignore-malformed api metadata.annotations.netfence/ignore']);
  });
});

describe('where nothing is found', () => {
  const quiet = (text: string) => found(text, { rules: [QUIET] });

  it('an ignore of every kind is found that covers nothing', () => {
    expect(quiet(manifest()).list).toEqual([]);
    expect(quiet(manifest({ above: '    # netfence-ignore quiet: it stays\n' })).list).toEqual(['ignore-unused web.yaml:9']);
    const { findings } = quiet(manifest({ annotation: '\n  annotations:\n    netfence/ignore: "quiet: it stays"' }));
    expect(findings).toMatchObject([{
      rule: 'ignore-unused',
      severity: 'info',
      subject: 'NetworkPolicy web/api',
      field: 'metadata.annotations.netfence/ignore',
      place: { line: 7 },
      message: 'nothing is found that the ignore of `quiet` in `NetworkPolicy web/api (annotation)` would cover',
    }]);
  });

  it('one that is malformed is found', () => {
    expect(quiet(manifest({ above: '    # netfence-ignore quiet\n' })).list).toEqual(['ignore-malformed web.yaml:9']);
    expect(quiet(manifest({ annotation: '\n  annotations:\n    netfence/ignore: "quiet"' })).list).toEqual(['ignore-malformed api metadata.annotations.netfence/ignore']);
    expect(quiet(manifest({ annotation: '\n  annotations: odd' })).list).toEqual([]);
  });

  it('in JSON there are no comments', () => {
    const text = JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: '# netfence-ignore quiet: x' } });
    const session = readText(text, 'a.json');
    expect(runCheck(session, { config: NO_CONFIG, today: '2026-11-24', rules: [QUIET] }).findings).toEqual([]);
  });
});

describe('the configuration', () => {
  const config = (ignore: object) => ({ config: { levels: {}, ignores: [{ rules: ['by-version'], reason: 'r', where: 'c:1', ...ignore }] } });

  it('ignores by rule and object', () => {
    expect(found(manifest(), config({})).list).toEqual([]);
    expect(found(manifest(), config({ object: 'NetworkPolicy web/o*' })).list).toEqual([FIRST, SECOND]);
    expect(found(manifest(), config({ object: 'NetworkPolicy web.o*' })).list).toEqual([FIRST, SECOND, OTHER, 'ignore-unused c:1']);
  });

  it('ignores no longer than until its day', () => {
    expect(found(manifest(), config({ until: '2026-11-23' })).list).toEqual([FIRST, SECOND, OTHER, 'ignore-expired c:1']);
  });

  it('sets levels', () => {
    expect(found(manifest(), { config: { levels: { 'by-version': 'info' }, ignores: [] } }).findings.map(({ severity }) => severity)).toEqual(['info', 'info', 'info']);
    expect(found(manifest(), { config: { levels: { 'by-version': 'off' }, ignores: [] } }).list).toEqual([]);
  });
});

it('reads a list of rules', () => {
  expect(parseIgnore(' a, b until 2027-01-31: x: y ', 'here', ['a', 'b'])).toEqual({ rules: ['a', 'b'], until: '2027-01-31', reason: 'x: y', where: 'here' });
});

it('knows the calendar', () => {
  expect(['2028-02-29', '2026-12-31'].map(dayMistake)).toEqual([undefined, undefined]);
  expect(['2026-02-29', '2026-13-01', '26-01-01', '2026-1-1', ''].filter((day) => dayMistake(day) === undefined)).toEqual([]);
});
