/** Values of manifests: what a YAML writer may get wrong, and what most manifests hold. */
import type { Kit } from './kit';
import type { Random } from './random';

const TEXTS: readonly string[] = [
  'web', 'a', 'api-server', 'true', 'yes', 'no', 'off', 'On', 'null', '~', '', ' lead', 'trail ', '8080', '0755', '0o17', '0x1f', '1e3', '1_000', '1.5', '.5', '5.',
  '12:30:45', '2001-01-01', '2001-12-14t21:59:43.10-05:00', '10.0.0.0/8', '::/0', 'fd00::/8', '- x', '-', '-x', '?', '? x', 'a: b', 'a:', 'a #b', 'a#b', '#c', '"quoted"',
  '\'single\'', 'both "and\'', 'it\'s', '{}', '[a]', 'a, b', '@at', '`tick', '%percent', '--- x', '---', '...', '*', '&a', '!tag', '|', '>', '<<', '=', 'line\nbreak',
  'two\n\nlines\n', ' lead\nbreak', 'tab\there', '\u00e4\u00f6', '\u65e5\u672c', '\ud83d\ude00', '\u0085', '\u00a0', '\u2028', '\u001b[1m', '\ud800', '\\', 'a\\b', 'x'.repeat(200),
  'words with blanks, and more: no', 'y', 'N', 'constructor', '__proto__', '.inf', '-.inf', '.nan', '+1', '-1', '0b11', '1:30', '=x', 'C:\\x', 'https://example.com/a?b=c#d', 'key: [a]', '\r\n', 'a\rb',
  '{"a": 1}', '["a"]', 'NaN', 'Infinity', '1e-7', '+.5', '-0', '00', '08', '0_8', '1__0', '190:20:30', 'x: |', '>-', 'null ', '\n', '\n\n', 'a\n', 'a\n\n', '\ta', 'a\t', 'a \nb', 'k'.repeat(1100),
];
const KEYS: readonly string[] = ['a', 'app', 'zeta', 'app.kubernetes.io/name', 'true', '1', '10', '02', 'with blank', 'a: b', '#', '- x', 'null', '<<', '"q"', 'y', '\u00e4', 'constructor', 'x'.repeat(130), '---', '%a', '', 'a\nb', 'toString', '2001-01-01', '*', 'x'.repeat(1100)];
const NUMBERS: readonly number[] = [0, 1, 80, 8080, -1, 1.5, 1e21, 1e-7, 2 ** 53, -0, NaN, Infinity, 0.1, 123456789012345];

/** All texts and keys that are worth a look. */
export const ODD_TEXTS: readonly string[] = [...TEXTS, ...KEYS];

export function text(random: Random): string {
  return random.once(3) ? random.pick(TEXTS) : random.pick(['web', 'api', 'backend', 'tier-1', 'prod', '10.1.0.0/16', 'a sentence of words']);
}

function key(random: Random): string {
  return random.once(4) ? random.pick(KEYS) : random.pick(['app', 'tier', 'matchLabels', 'ports', 'spec', 'to', 'from', 'podSelector']);
}

/** A value at some depth; lazies, tokens and unions of cdk8s included. */
export function value(random: Random, kit: Kit, depth: number): unknown {
  switch (random.below(depth <= 0 ? 7 : 12)) {
    case 0: return random.pick(NUMBERS);
    case 1: return random.once(2);
    case 2: return random.once(3) ? null : random.once(2) ? undefined : text(random);
    case 3: case 4: case 5: return text(random);
    case 6: return special(random, kit);
    case 7: case 8: return Array.from({ length: random.below(4) }, () => value(random, kit, depth - 1));
    default: return record(random, kit, depth - 1);
  }
}

export function record(random: Random, kit: Kit, depth: number): Record<string, unknown> {
  return Object.fromEntries(Array.from({ length: random.below(5) }, () => [key(random), value(random, kit, depth)]));
}

function special(random: Random, kit: Kit): unknown {
  const inner = random.once(2) ? text(random) : { port: random.below(9) };
  switch (random.below(12)) {
    case 0: return kit.cdk8s.Lazy.any({ produce: () => inner });
    case 1: return { resolve: () => inner };
    case 2: return new (class IntOrString { public readonly value = random.once(2) ? 80 : 'http'; })();
    case 3: { let calls = 0; return kit.cdk8s.Lazy.any({ produce: () => `call-${calls++}` }); }
    case 4: return random.once(3) ? new Date(0) : inner;
    default: return random.once(2) ? {} : [];
  }
}
