import { readFileSync } from 'fs';
import { join } from 'path';
import { gunzipSync } from 'zlib';
import { decode } from '../../src/dialects';
import { NetfenceError } from '../../src/errors';
import type { RulePeer } from '../../src/model';
import { author, Inexpressible } from './apiserver-author';

interface Row {
  readonly id: string;
  readonly object: any;
  readonly accepted: boolean;
  readonly stored?: any;
}

const ROWS: Row[] = gunzipSync(readFileSync(join(__dirname, '../data/apiserver/answers.jsonl.gz'))).toString('utf8').trim().split('\n')
  .map((line) => JSON.parse(line));

const FIELD = 'the field is none of our types, and the compiler says so';
const LABELS = 'labels of a Namespace object are no matter of the values';
const PROTOCOL = 'the protocol is the name of a factory, and there is none of this name';
const TYPES = 'policy types are written by the construct, never by the author';

/** Rows that our types cannot say at all, each with the reason. */
const UNCOVERED: Record<string, string> = {
  'namespace-psa': LABELS,
  'namespace-psa-bad': LABELS,
  'peer-empty': 'a peer without any content has no factory',
  'peer-ip+ns': 'a peer that is a block and a selector has no factory',
  'peer-unknown-field': FIELD,
  'policyTypes="Ingress"': TYPES,
  'policyTypes=[""]': TYPES,
  'policyTypes=["Both"]': TYPES,
  'policyTypes=["Ingress", "Egress", "Ingress"]': TYPES,
  'policyTypes=["ingress"]': TYPES,
  'protocol="ANY"': PROTOCOL,
  'protocol="ICMP"': PROTOCOL,
  'protocol="tcp"': PROTOCOL,
  'protocol=6': PROTOCOL,
  'rule-to-in-ingress': FIELD,
  'spec-unknown-field': FIELD,
};

/** Rows that the server takes and we refuse, each with the reason. */
const STRICTER: Record<string, string> = {
  'cidr="10.0.0.5/8"': 'host bits: the server masks them, the author meant something else',
  'cidr="010.0.0.0/8"': 'leading zeros: decimal here, octal elsewhere',
  'cidr="2001:db8::1/32"': 'host bits',
  'cidr="::ffff:10.0.0.0/104"': 'IPv4-mapped: IPv4 to the server, IPv6 to the reader',
  'cidr="::ffff:10.0.0.0/8"': 'host bits of a mapped address',
  'cidr="64:ff9b::1.2.3.4/96"': 'host bits',
  'matchLabels-value-null': 'null is the empty text to the server, and a forgotten variable to the author',
  'meta-ann-ok': '`netfence/reason` is written from the rules; the author says `reason`',
};

type Outcome =
  | { readonly type: 'accepted'; readonly manifests: any[] }
  | { readonly type: 'refused'; readonly error: NetfenceError }
  | { readonly type: 'inexpressible'; readonly reason: string };

function outcomeOf({ id, object }: Row): Outcome {
  try {
    return { type: 'accepted', manifests: author(id, object) };
  } catch (error) {
    if (error instanceof NetfenceError) return { type: 'refused', error };
    if (error instanceof Inexpressible) return { type: 'inexpressible', reason: error.message };
    throw error;
  }
}

const OUTCOMES = ROWS.map((row) => ({ row, outcome: outcomeOf(row) }));
const COVERED = OUTCOMES.filter(({ outcome }) => outcome.type !== 'inexpressible');

test('most rows are covered, and the others are listed with the reason', () => {
  const uncovered = OUTCOMES.flatMap(({ row, outcome }) => (outcome.type === 'inexpressible' ? [[row.id, outcome.reason] as const] : []));
  expect(Object.fromEntries(uncovered)).toEqual(UNCOVERED);
  expect(COVERED.length).toBeGreaterThanOrEqual(135);
});

test('what the server refuses is refused, and what it takes is taken but for the listed rows', () => {
  const looser = COVERED.filter(({ row, outcome }) => !row.accepted && outcome.type === 'accepted').map(({ row }) => row.id);
  const stricter = COVERED.filter(({ row, outcome }) => row.accepted && outcome.type === 'refused').map(({ row }) => row.id);
  expect(looser).toEqual([]);
  expect(stricter).toEqual(Object.keys(STRICTER));
  process.stdout.write(`apiserver: ${COVERED.length} of ${ROWS.length} covered, ${COVERED.length - stricter.length} agreeing, ${stricter.length} stricter\n`);
});

test('every refusal has its own code and names the value', () => {
  for (const { outcome } of COVERED) {
    if (outcome.type === 'refused') expect(outcome.error.message).toMatch(/^\[[a-z-]+\] .+, got .+; .+[^.]$/s);
  }
});

describe('what both take means the same', () => {
  const both = COVERED.flatMap(({ row, outcome }) => (row.object !== null && row.object.kind === 'NetworkPolicy' && row.accepted && outcome.type === 'accepted'
    ? [[row.id, { ...row.object, spec: row.stored ?? row.object.spec }, outcome.manifests] as const] : []));

  test('there are such rows', () => expect(both.length).toBeGreaterThan(40));

  test.each(both)('%s', (_, stored, manifests) => {
    expect(meaningOf(manifests)).toEqual(meaningOf([stored]));
  });
});

/** What some policies over the same pods allow together: pods, closed directions, each (direction, peer, traffic) as text. */
function meaningOf(manifests: any[]) {
  const { policies, problems } = decode(manifests.map((value) => ({ value })));
  expect(problems).toEqual([]);
  const subjects = new Set(policies.map(({ namespace, subject }) => `${namespace} ${subject.pods.toString()}`));
  expect(subjects.size).toBe(1);
  const allows = policies.flatMap(({ rules }) => rules).flatMap(({ direction, peers, traffic }) => {
    const named = traffic.named.map(({ name, protocol }) => `${protocol} ${name}`);
    return (peers === undefined ? ['anyone'] : peers.map(textOf)).map((peer) => `${direction} ${peer}: ${traffic.fixed.toString()} ${named.join(',')}`);
  });
  const isolates = [...new Set(policies.flatMap((policy) => policy.isolates))].sort();
  return { subject: [...subjects][0], isolates, allows: [...new Set(allows)].sort() };
}

function textOf(peer: RulePeer): string {
  if (peer.type === 'addresses') return peer.addresses.toRanges().join(' ');
  if (peer.type !== 'endpoints') throw new Error(`no such peer in a NetworkPolicy: ${peer.type}`);
  const { namespaces, pods } = peer.endpoints;
  return `${'name' in namespaces ? namespaces.name : namespaces.labels.toString()} / ${pods.toString()}`;
}
