/** Errors that provably change nothing that can be asked. */
export interface Skipped {
  readonly file: string;
  /** The line on which the change starts holds this text. */
  readonly line: string;
  /** Only changes of this text. */
  readonly before?: string;
  /** Only changes of this kind. */
  readonly what?: RegExp;
  readonly why: string;
}

const SORTED_LATER = 'the list is sorted before anyone sees it, so the order in which it grows is no matter';
const BEHIND_THE_END = 'what is written behind the end of a typed array, or at no number, is lost';
const NOTHING_AT_ZERO = 'the first of the counts is 0, and adding it changes nothing';
const UNIQUE = 'any number that is different from the others, and not 0, will do';
const WORKED_OUT_AGAIN = 'what is kept is worked out again instead: the same answer, later';
const ROOM = 'the array has more room than is ever looked at';
const FAST_PATH = 'a short cut: the long way comes to the same';

const ALIKE = 'equal values are alike, whichever comes first';
const DIFFERENT = 'the values are different from each other, so equal ones are never compared';

const always = /always true/;
const never = /always false/;
const larger = /one larger/;
const unshift = /push becomes unshift/;

export const SKIPPED: readonly Skipped[] = [
  { file: 'src/sets/ports.ts', line: 'if (RANGES.size < MAX_RANGES)', why: WORKED_OUT_AGAIN },
  {
    file: 'src/sets/ports.ts',
    line: 'const key = from * (LAST_PORT + 1) + to;',
    before: '+',
    why: 'no two ranges that do not end before they start share a key',
  },
  { file: 'src/sets/ports.ts', line: 'return intervals.isEmpty() ? PortSet.NONE', what: never, why: 'a second empty set is equal to the first' },
  { file: 'src/sets/selectors.ts', line: 'return known ?? selector;', what: /one side/, why: WORKED_OUT_AGAIN },
  { file: 'src/engine/compile/address-index.ts', line: 'else v6.push({ value: address.value, classId });', what: unshift, why: SORTED_LATER },
  { file: 'src/engine/compile/class-list.ts', line: 'c < count; c++) {', before: '<', what: /<=/, why: BEHIND_THE_END },
  {
    file: 'src/engine/compile/signature.ts',
    line: "const bits = node === undefined ? '?'",
    before: "'?'",
    why: 'the empty text is different from every row of bits, too',
  },
  { file: 'src/engine/ask/count.ts', line: 'for (let r = 0; r < rows; r++) first[r + 1] += first[r];', before: '0', why: NOTHING_AT_ZERO },
  { file: 'src/engine/ask/count.ts', line: 'if (restAtSource > 0) this.add(', what: /always true|>=/, why: 'a weight of 0 is added' },
  { file: 'src/sets/multimap.ts', line: 'for (let k = 0; k < keys; k++) first[k + 1] += first[k];', before: '0', why: NOTHING_AT_ZERO },
  { file: 'src/sets/multimap.ts', line: 'for (let k = 0; k < keys; k++) first[k + 1] += first[k];', before: '<', what: /<=/, why: BEHIND_THE_END },
  {
    file: 'src/engine/compile/label-index.ts',
    line: 'if (size < least) [best, least] = [lists, size];',
    before: '<',
    what: /<=/,
    why: 'either of two lists of one length will do',
  },
  { file: 'src/engine/compile/matcher.ts', line: 'if (namespaces.length > MAX_SINGLE_SEARCHES) {', what: /always|<=|>=/, why: FAST_PATH },
  { file: 'src/engine/compile/matcher.ts', line: 'const MAX_SINGLE_SEARCHES = 64;', before: '64', why: FAST_PATH },
  { file: 'src/engine/judge/rows.ts', line: 'const MAX_PLAIN = 64;', before: '64', why: FAST_PATH },
  { file: 'src/engine/judge/outside.ts', line: 'const MAX_INSERTED = 32;', before: '32', why: FAST_PATH },
  { file: 'src/engine/judge/outcomes.ts', line: 'if (known >= 0) return known;', what: /larger|never|>$/, why: WORKED_OUT_AGAIN },
  { file: 'src/engine/judge/outcomes.ts', line: 'new Int32Array(MAX_ARRAY_STATES).fill(-1)', before: '1', why: UNIQUE },
  { file: 'src/engine/judge/outside.ts', line: 'sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))', before: 'a > b', what: always, why: ALIKE },
  { file: 'src/engine/judge/outside.ts', line: 'sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))', before: '<', what: /<=/, why: ALIKE },
  { file: 'src/engine/compile/program.ts', line: 'if (unread.length > 0) ops.push(', what: unshift, why: 'the list is still empty' },
  { file: 'src/engine/compile/program.ts', line: 'const read = unread.length === 0 ?', what: never, why: FAST_PATH },
  { file: 'src/engine/judge/rows.ts', line: 'this.mark++;', what: /swapped/, why: UNIQUE },
  { file: 'src/engine/judge/rows.ts', line: 'private round = 0;', what: larger, why: UNIQUE },
  {
    file: 'src/engine/compile/observables.ts',
    line: 'v6: [...new Set(v6)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)),',
    before: '1',
    what: larger,
    why: 'a comparison counts by its sign',
  },
  { file: 'src/dialects/identity.ts', line: 'return this.replaced.size === 0 ?', what: never, why: FAST_PATH },
  { file: 'src/dialects/metadata.ts', line: 'if (keys.has(key)) return true;', what: never, why: WORKED_OUT_AGAIN },
  { file: 'src/dialects/metadata.ts', line: 'if (labelKeyProblem(key) !== undefined) return false;', what: always, why: FAST_PATH },
  { file: 'src/dialects/workloads/container-ports.ts', line: "if (typeof containerPort !== 'number' || !isPort(", before: '!==', why: FAST_PATH },
  { file: 'src/dialects/networking-v1/decode.ts', line: 'return look.any ? readPolicy(', what: always, why: FAST_PATH },
  { file: 'src/dialects/rule-traffic.ts', line: 'return named.length === 0 ? numbered(fixed)', what: never, why: FAST_PATH },
  { file: 'src/dialects/networking-v1/encode-rules.ts', line: 'const left = covering.length === 0 ?', what: never, why: FAST_PATH },
  { file: 'src/dialects/shape.ts', line: "if (inner.type === 'text' && inner.values === undefined", what: /text is empty/, why: FAST_PATH },
  { file: 'src/sets/selectors.ts', line: '.sort(([a], [b]) => (a < b ? -1 : 1))', before: '<', what: /<=/, why: DIFFERENT },
  {
    file: 'src/engine/ask/count.ts',
    line: 'podCounts.set(outcome, (podCounts.get(outcome) ?? 0) + this.podCount[row])',
    before: '+',
    why: 'all pod counts of both sides are negative then, and are only ever multiplied',
  },
  {
    file: 'src/engine/ask/count.ts',
    line: 'for (let r = 0; r + 1 < entries.first.length; r++) {',
    before: '+',
    why: 'there are no entries behind the last row',
  },
  { file: 'src/engine/judge/outcomes.ts', line: 'const key = trafficId * 8 + ', before: '+', why: 'the keys are still different from each other' },
  {
    file: 'src/engine/compile/resolve-peers.ts',
    line: 'parts.push({ classes: unknown.classes',
    what: unshift,
    why: 'the parts are about different classes, so their order is no matter',
  },
  { file: 'src/engine/compile/matcher.ts', line: 'if (every) return this.selection(this.pods.select(pods));', what: never, why: FAST_PATH },
  {
    file: 'src/engine/compile/cni-deviations.ts',
    line: "classes.namespaces.indexOf(policy.namespace ?? '')",
    before: "''",
    why: 'only a NetworkPolicy names ports of everyone under this agent, and it has a namespace',
  },
  {
    file: 'src/dialects/registry.ts',
    line: 'this.dialects.find((candidate) => candidate.recognises?.(value))',
    before: 'find',
    why: 'one dialect alone recognises objects by their shape',
  },
  { file: 'src/dialects/manifest.ts', line: 'return list.slice();', why: 'an equal copy, in less room' },
  {
    file: 'src/dialects/workloads/container-ports.ts',
    line: 'if (name === undefined) return { port: containerPort, protocol };',
    what: never,
    why: FAST_PATH,
  },
  { file: 'src/dialects/workloads/labels.ts', line: 'if (isFields(value) && areLabels(value)) return value;', what: never, why: FAST_PATH },
  {
    file: 'src/dialects/networking-v1/encode-ports.ts',
    line: '.sort(([a], [b]) => (a < b ? -1 : 1))',
    before: '1',
    what: larger,
    why: 'a comparison counts by its sign',
  },
  { file: 'src/dialects/networking-v1/encode-rules.ts', line: 'else group.items.push(item);', what: unshift, why: SORTED_LATER },
  {
    file: 'src/sets/intervals.ts',
    line: 'else if (last > bounds[end]) bounds[end] = last;',
    before: '>',
    what: />=/,
    why: 'a bound is replaced by itself',
  },
  { file: 'src/sets/intervals.ts', line: 'if (this.isEmpty() || this === other) return other;', what: never, why: FAST_PATH },
  {
    file: 'src/sets/traffic.ts',
    line: 'for (const set of [this, other]) if (tcp === set.tcp',
    why: 'an equal set is made anew instead of taken again',
  },
  {
    file: 'src/engine/ask/count.ts',
    line: 'for (let r = 0; r < rows; r++) first[r + 1] += first[r];',
    before: '<',
    what: /<=/,
    why: 'what is written behind the end of a typed array is lost',
  },
  { file: 'src/engine/judge/outcomes.ts', line: 'const MAX_ARRAY_STATES = 64;', before: '64', why: ROOM },
  { file: 'src/engine/compile/resolve-peers.ts', line: 'if (definite.length > 0) parts.push(', what: unshift, why: 'the list is still empty' },
  { file: 'src/engine/judge/rows.ts', line: 'this.round++;', what: /swapped/, why: 'every round has a number of its own either way, and none is 0' },
  {
    file: 'src/engine/ask/adjacency.ts',
    line: "this.direction === 'egress' ? this.engine.both(outcome, peerOutcome)",
    why: 'what two outcomes let pass together does not depend on which is which',
  },
  {
    file: 'src/dialects/networking-v1/encode-rules.ts',
    line: 'return a.key < b.key ? -1 : 1;',
    before: '1',
    what: larger,
    why: 'a comparison counts by its sign',
  },
  {
    file: 'src/sets/ip-text.ts',
    line: 'let best = { start: 0, length: 0 };',
    what: larger,
    why: 'a run of one group is never shortened, so the search may start from one as well',
  },
  {
    file: 'src/sets/selectors.ts',
    line: 'return sorted.length === 0 ?',
    what: never,
    why: 'a second selector without constraints is equal to the first and asked by its constraints',
  },
  { file: 'src/sets/selectors.ts', line: 'return this === other ||', before: '||', why: FAST_PATH },
  { file: 'src/sets/intervals.ts', line: 'if (this === other) return', what: never, why: FAST_PATH },
  { file: 'src/sets/intervals.ts', line: 'if (this === other) return', before: '===', why: FAST_PATH },
  { file: 'src/sets/cidr.ts', line: 'if (slash < 0 || ', before: '<', what: /<=/, why: 'an empty address before the slash is refused further on' },
  { file: 'src/engine/compile/address-index.ts', line: '? definite : possible).push(classId)', what: unshift, why: SORTED_LATER },
  { file: 'src/engine/judge/rows.ts', line: 'this.touched.push(c)', what: unshift, why: SORTED_LATER },
  { file: 'src/engine/judge/rows.ts', line: 'if (transition === undefined) bySet.set(', what: always, why: WORKED_OUT_AGAIN },
  { file: 'src/engine/compile/classes.ts', line: 'new Int32Array(namespaces.length + 1)', before: '1', why: ROOM },
  { file: 'src/engine/ask/count.ts', line: 'new Int32Array(rows + 1)', before: '1', why: ROOM },
  { file: 'src/engine/ask/engine.ts', line: "if (keeping === 'keep')", what: /always|forgotten/, why: WORKED_OUT_AGAIN },
  { file: 'src/engine/compile/matcher.ts', line: 'if (this.kept++ >= MAX_KEPT)', why: WORKED_OUT_AGAIN },
  { file: 'src/engine/judge/outside.ts', line: 'sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))', before: '>', why: ALIKE },
  {
    file: 'src/engine/compile/resolve-peers.ts',
    line: 'if (possible.length > 0) parts.push(',
    what: always,
    why: 'parts without classes are left out where rules are compiled',
  },
  {
    file: 'src/engine/compile/resolve-peers.ts',
    line: 'if (definite.length > 0) parts.push(',
    what: always,
    why: 'parts without classes are left out where rules are compiled',
  },
  { file: 'src/dialects/shape.ts', line: "if (inner.type === 'text' && inner.values === undefined", before: 'continue;', why: FAST_PATH },
  {
    file: 'src/dialects/networking-v1/encode-cover.ts',
    line: 'cidr?.prefix ?? -1',
    what: /sign|larger|\?\?/,
    why: 'where there is no block the loop ends by its other condition',
  },
  { file: 'src/dialects/policy-api/policy.ts', line: 'if (!look.problems.any && !look.doubts.any) return policy;', what: never, why: FAST_PATH },
];
