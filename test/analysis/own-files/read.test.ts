import { mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { readInvariants } from '../../../src/analysis/invariants/file';
import { faultOf } from '../../../src/analysis/own-files/read';
import { readBaseline } from '../../../src/analysis/questions/check/baseline';
import { readConfig } from '../../../src/analysis/questions/check/config';
import { readAcceptances } from '../../../src/analysis/questions/diff/accept';
import { readReplayIgnores } from '../../../src/analysis/questions/replay/ignores';
import { Fault, NetfenceError, withFix } from '../../../src/errors';
import { loadText } from '../../../src/load';

const FOLDER = mkdtempSync(join(tmpdir(), 'own-files-'));

/** What each reader says about a text, as `line:column: message; fix`. */
const READERS: Readonly<Record<string, (text: string) => string[]>> = {
  configuration: (text) => readConfig(text, 'f', ['half-open-edge']).problems.map((problem) => shown(faultOf(problem))),
  invariants: (text) => refused(() => readInvariants(text, 'f')),
  accept: (text) => readAcceptances(loadText(text, 'f'), 'f').problems.map((problem) => shown(faultOf(problem))),
  ignores: (text) => {
    writeFileSync(join(FOLDER, 'f'), text);
    return refused(() => readReplayIgnores(join(FOLDER, 'f')));
  },
  baseline: (text) => refused(() => readBaseline(text, 'f')),
};

function refused(read: () => unknown): string[] {
  try {
    read();
    return [];
  } catch (error) {
    return (error as NetfenceError).faults.map(shown);
  }
}

function shown({ place, what, fix }: Fault): string {
  return `${place.replace(/^.*f:/, '')}: ${withFix(what, fix)}`;
}

const PLACE = 'known here: rule, reason, until, object';
const REWRITE = 'write it again with `netfence check --write-baseline`';

it.each<[string, string, string[]]>([
  ['configuration', 'version: 2\nrulez: {}\nfailOn: fatal\nignores:\n- rule: half-open-edge\n  colour: red\n  until: 2026-02-30\n', [
    '1:10: `version` must be 1, got `2`; this version of netfence reads no other',
    '2:8: unknown field `rulez`; did you mean `rules`?',
    '3:9: `failOn` must be one of error, warning, info, off, got `fatal`',
    '5:3: `ignores[0].reason` is required; say why the finding is fine',
    `6:11: unknown field \`ignores[0].colour\`; ${PLACE}`,
    '7:10: `ignores[0].until` must be a day, got `2026-02-30`; write it as 2027-01-31',
  ]],
  ['invariants', 'invariants:\n- id: Bad id\n  nevr: { to: { pods: {} } }\n- id: b\n  isolated: { directions: [inward] }\n  except: [{ traffic: [TCP 0] }]\n- never: { to: { pods: { app: 1 } } }\n', [
    '2:7: `invariants[0].id` must be 1 to 100 lower-case letters, digits, dots and dashes, got `Bad id`; write something like `pci-is-closed`',
    '3:9: unknown field `invariants[0].nevr`; did you mean `never`?',
    '5:28: `invariants[1].isolated.directions[0]` must be one of ingress, egress, got `inward`',
    '6:11: `invariants[1].except` is not allowed beside `isolated`; say which pods are meant under `pods`',
    expect.stringMatching(/^6:24: traffic is a protocol with a port or a range from 1 to 65535, got `TCP 0`; write/) as never,
    '7:3: `invariants[2].id` is required; write something like `pci-is-closed`',
    '7:31: `invariants[2].never.to.pods.app` must be a text, got `1`; put it in quotes',
  ]],
  ['accept', 'accept:\n- sorce: a/b\n  destination: 5\n  traffic: TCP 0\n  until: soon\n- source: a/b\n  destination: c/d\n  reason: moved\n  expires: 2027-01-31\n', [
    '2:3: `accept[0].reason` is required; say why the change is meant',
    '2:10: unknown field `accept[0].sorce`; did you mean `source`?',
    '3:16: `accept[0].destination` must be a text, got `5`; put it in quotes',
    '4:12: `accept[0].traffic` must be ports, got `TCP 0`; write `TCP 80,443,UDP 53` or `All Connections`',
    '5:10: `accept[0].until` must be a day, got `soon`; write it as 2027-01-31',
    '9:12: the field `accept[1].expires` is called `until` now; rename it',
  ]],
  ['ignores', 'ignores:\n- traffic: 8080\n  reason: x\n- source: a\n  expires: 2027-01-31\n', [
    '2:3: `ignores[0]` must have at least one of `source`, `destination`, got none; name one, with `*` for any text',
    '2:12: `ignores[0].traffic` must be a text, got `8080`; put it in quotes',
    '4:3: `ignores[1].reason` is required; say why this may break',
    '5:12: unknown field `ignores[1].expires`; known here: source, destination, traffic, reason, until',
  ]],
  ['ignores', '- a\n', ['1:1: the ignore file must be an object, got a list; write `ignores:` with a list']],
  ['accept', '', ['1:1: the accept file is empty; write `accept:` with a list of changes']],
  ['baseline', '{\n"netfence": "baseline",\n"version": 2,\n"findings": [{ "fingerprint": "f", "rule": 1, "severity": "eror", "subject": "s", "until": "x" }]\n}', [
    `3:12: \`version\` must be 1, got \`2\`; this version of netfence reads no other; ${REWRITE}`,
    '4:44: `findings[0].rule` must be a text, got `1`; put it in quotes',
    '4:59: `findings[0].severity` must be one of error, warning, info, got `eror`; did you mean `error`?',
    '4:92: `findings[0].until` must be a day, got `x`; write it as 2027-01-31',
  ]],
])('%s: every fault of a file is said at once, each with its place', (kind, text, expected) => {
  expect(READERS[kind](text)).toEqual(expected);
});
