import { readFileSync } from 'fs';
import { join } from 'path';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { readInvariants } from '../../../src/analysis/invariants/file';
import { READY_MADE } from '../../../src/analysis/invariants/ready-made';

const schema = JSON.parse(readFileSync(join(__dirname, '..', '..', '..', 'schemas', 'invariants.schema.json'), 'utf8'));
const isValid = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);

const GOOD = `
podRanges: 10.244.0.0/16
invariants:
  - id: pci-is-closed
    reason: PCI DSS 1.3.1
    never:
      from: { outside: { namespace: pci } }
      to: { namespace: pci }
    except:
      - from: { namespace: edge, pods: { app: gateway } }
        traffic: [TCP 443, 8443]
  - id: no-metadata
    never: { from: { pods: {} }, to: { addresses: 169.254.169.254 } }
  - id: only-staff
    always:
      from: [{ namespaces: { matchExpressions: [{ key: team, operator: In, values: [a, b] }] } }, { workload: pci/api }]
      to: { namespaces: existing, pods: { matchLabels: { app: x }, matchExpressions: [{ key: old, operator: DoesNotExist }] } }
      traffic: [UDP, TCP 1-1023]
  - id: isolated
    isolated: { pods: { namespaces: existing }, directions: [ingress] }
  - use: pci-1.4.2
    namespace: pci
    labels: { app: database }
  - use: dns
    except: [{ from: { pods: { dns: "no" } } }]
`;

it('reads every form, as the schema does', () => {
  const { statements, podRanges } = readInvariants(GOOD, 'invariants.yaml');
  expect(isValid(parse(GOOD))).toBe(true);
  expect(podRanges.toCidrs()).toEqual(['10.244.0.0/16']);
  expect(statements.map(({ id, demand, position }) => [id, demand, position!.line])).toEqual([
    ['pci-is-closed', 'never', 4],
    ['no-metadata', 'never', 12],
    ['only-staff', 'always', 14],
    ['isolated', 'isolated', 19],
    ['pci-1.4.2-pci', 'never', 21],
    ['dns', 'always', 24],
  ]);
  expect(statements[0].except[0].traffic.toString()).toBe('TCP 443,8443');
  expect(statements[2].traffic.toString()).toBe('TCP 1-1023,UDP 1-65535');
  expect(statements[5].except).toHaveLength(1);
});

it.each([
  ['an unknown field', 'invariants: [{ id: x, never: { form: { pods: {} } } }]', '1:38: unknown field `invariants[0].never.form`; did you mean `from`?'],
  ['two demands', 'invariants: [{ id: x, never: { to: { pods: {} } }, always: { to: { pods: {} } } }]', 'an invariant says one thing: write just one of them'],
  ['no demand', 'invariants: [{ id: x }]', 'an invariant says one thing: write just one of them'],
  ['no id', 'invariants: [{ never: { to: { pods: {} } } }]', '1:14: `invariants[0].id` is required'],
  ['no end', 'invariants: [{ id: x, never: { traffic: [TCP 1] } }]', '1:30: `invariants[0].never` must have at least one of `from`, `to`, got none'],
  ['an empty end', 'invariants: [{ id: x, never: { to: {} } }]', '1:36: `invariants[0].never.to` must have at least one of'],
  ['an end of two kinds', 'invariants: [{ id: x, never: { to: { workload: a/b, namespace: a } } }]', '1:48: `invariants[0].never.to.workload` is not allowed beside `namespace`'],
  ['an empty exception', 'invariants: [{ id: x, never: { to: { pods: {} } }, except: [{}] }]', '`invariants[0].except[0]` must have at least one of `from`, `to`, `traffic`'],
  ['a wrong port', 'invariants: [{ id: x, never: { to: { pods: {} }, traffic: [TCP 0] } }]', 'traffic is a protocol'],
  ['a wrong block', 'invariants: [{ id: x, never: { to: { addresses: [10.0.0.0/40] } } }]', '10.0.0.0/40'],
  ['a label that is no text', 'invariants: [{ id: x, never: { to: { pods: { app: true } } } }]', '`invariants[0].never.to.pods.app` must be a text, got `true`; put it in quotes'],
  ['a wrong operator', 'invariants: [{ id: x, never: { to: { pods: { matchExpressions: [{ key: a, operator: in, values: [b] }] } } } }]', 'operator` must be one of In, NotIn, Exists, DoesNotExist, got `in`; did you mean `In`?'],
  ['values where none belong', 'invariants: [{ id: x, never: { to: { pods: { matchExpressions: [{ key: a, operator: Exists, values: [b] }] } } } }]', 'values` is not allowed beside `Exists`'],
  ['conditions that exclude each other', 'invariants: [{ id: x, never: { to: { pods: { matchLabels: { a: b }, matchExpressions: [{ key: a, operator: DoesNotExist }] } } } }]', 'can select nothing'],
  ['a direction', 'invariants: [{ id: x, isolated: { directions: [inward] } }]', '1:48: `invariants[0].isolated.directions[0]` must be one of ingress, egress, got `inward`'],
  ['exceptions of isolation', 'invariants: [{ id: x, isolated: {}, except: [{ traffic: [TCP 1] }] }]', '`invariants[0].except` is not allowed beside `isolated`; say which pods are meant under `pods`'],
  ['a ready-made one that does not exist', 'invariants: [{ use: cis-5.3.1 }]', 'did you mean `cis-5.3.2`?'],
  ['a namespace without `use`', 'invariants: [{ id: x, namespace: a, never: { to: { pods: {} } } }]', '`invariants[0].namespace` is allowed only beside `use`'],
  ['one id twice', 'invariants: [{ use: dns }, { use: dns }]', 'two invariants are called `dns`'],
  ['no list', 'invariant: []', '1:12: unknown field `invariant`; did you mean `invariants`?'],
  ['an empty file', '', 'f.yaml:1:1: the file of invariants is empty; write `invariants:` with a list'],
  ['broken YAML', 'invariants: [', 'f.yaml:1:'],
])('refuses %s with its place', (_, text, message) => {
  expect(() => readInvariants(text, 'f.yaml')).toThrow('[broken-invariants]');
  expect(() => readInvariants(text, 'f.yaml')).toThrow(message);
  expect(() => readInvariants(text, 'f.yaml')).toThrow(/f\.yaml:/);
});

it('names all faults at once', () => {
  expect(() => readInvariants('invariants:\n  - id: A\n    never: { to: { pods: {} } }\n  - id: b\n    never: { to: { podz: {} } }\n', 'f.yaml')).toThrow(/f\.yaml:2:9: .*\nf\.yaml:5:26: /);
});

it('refuses what the schema refuses', () => {
  for (const text of ['invariants: [{ id: x, never: { form: {} } }]', 'invariants: []', 'invariants: [{ id: X, never: { to: { pods: {} } } }]', 'invariants: [{ use: dns, never: { to: { pods: {} } } }]']) {
    expect(isValid(parse(text))).toBe(false);
    expect(() => readInvariants(text, 'f.yaml')).toThrow('[broken-invariants]');
  }
});

it('has every ready-made invariant in the schema, with a source', () => {
  expect(schema.definitions.invariant.properties.use.enum).toEqual(Object.keys(READY_MADE));
  for (const { source, what } of Object.values(READY_MADE)) {
    expect(source).not.toBe('');
    expect(what).not.toBe('');
  }
});
