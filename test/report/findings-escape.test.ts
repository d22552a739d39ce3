import fc from 'fast-check';
import { finding, FORMS, reportOf } from './findings-sample';
import { commandIn, LIVE as OTHERS, names, RAW } from './hostile';

const RUNS = { seed: 20_261_124, numRuns: Number(process.env.NETFENCE_NAMES ?? (process.env.NETFENCE_DEEP === '1' ? 100_000 : 2_000)) };

/** Findings hold no markup in any text form, and nothing that a runner takes for a command. */
const LIVE: Readonly<Record<string, (text: string) => unknown>> = {
  ...OTHERS,
  txt: (text) => /##\[|^\s*::/m.exec(text),
  json: (text) => /[<>&]/.exec(JSON.parse(text) && text),
};

it.each(Object.keys(FORMS))('%s holds no raw control or bidi character and no live markup, whatever the names', (form) => {
  const plain = FORMS[form](reportOf([finding('plain')], 'plain')).split('\n').length;
  fc.assert(fc.property(names, (name) => {
    const text = FORMS[form](reportOf([finding(name)], name));
    const raw = RAW.exec(text);
    if (raw !== null) throw new Error(`raw ${JSON.stringify(raw[0])} at ${raw.index}`);
    const live = LIVE[form](text) ?? commandIn(text, form);
    if (live) throw new Error(`live: ${JSON.stringify(live)}`);
    if (text.split('\n').length !== plain) throw new Error(`a name breaks a line: ${JSON.stringify(text)}`);
  }), RUNS);
}, 600_000);

it('sees markup where there is some', () => {
  expect(RAW.test('a\u001bb') && RAW.test('\u202e') && RAW.test('\u009b')).toBe(true);
  expect(LIVE.md('| a | b<img> |\n')).toBeTruthy();
  expect(LIVE.github('::error title=a::x\n::set-env::y\n')).toBeTruthy();
  expect(LIVE.junit('<testsuites><failure>a <b>x</b></failure></testsuites>')).toBeTruthy();
  expect(LIVE.txt('a ##[error]')).toBeTruthy();
});
