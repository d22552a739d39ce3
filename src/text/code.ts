/** What some labels must be, each key by its constraint. */
interface Selector {
  readonly constraints: readonly (readonly [key: string, constraint: Constraint])[];
  isEverything(): boolean;
}

interface Constraint {
  readonly allowsAbsent: boolean;
  /** Whether `values` are those that are excluded. */
  readonly cofinite: boolean;
  readonly values: readonly string[];
}

/** A text as a literal of TypeScript. */
export function textLiteral(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replace(/\\"/g, '"').replace(/'/g, "\\'")}'`;
}

/** `{ app: 'web' }` */
export function labelsCode(labels: Readonly<Record<string, string>>): string {
  const keys = Object.keys(labels);
  // quotes around one key call for quotes around all
  const isPlain = keys.every((key) => /^[A-Za-z_][A-Za-z0-9_]*$/.test(key));
  return `{ ${keys.map((key) => `${isPlain ? key : textLiteral(key)}: ${textLiteral(labels[key])}`).join(', ')} }`;
}

/** A selector of pods, as its author would write it. */
export function selectorCode(selector: Selector): string {
  if (selector.isEverything()) return 'PodSelector.all()';
  const labels = equalLabels(selector);
  const unequal = selector.constraints.filter(([, constraint]) => !isOneValue(constraint));
  const rest = unequal.flatMap(([key, constraint]) => expressionsCode(key, constraint));
  if (rest.length === 0) return `PodSelector.labels(${labelsCode(labels)})`;
  const both = Object.keys(labels).length === 0 ? '' : `labels: ${labelsCode(labels)}, `;
  return both === '' ? `PodSelector.expressions([${rest.join(', ')}])` : `PodSelector.matching({ ${both}expressions: [${rest.join(', ')}] })`;
}

/** The labels that must have one value. */
export function equalLabels({ constraints }: Selector): Record<string, string> {
  return Object.fromEntries(constraints.filter(([, constraint]) => isOneValue(constraint)).map(([key, { values: [value] }]) => [key, value]));
}

function isOneValue({ allowsAbsent, cofinite, values }: Constraint): boolean {
  return !allowsAbsent && !cofinite && values.length === 1;
}

function expressionsCode(key: string, { allowsAbsent, cofinite, values }: Constraint): string[] {
  const list = `[${values.map(textLiteral).join(', ')}]`;
  const call = (name: string, more = '') => `LabelExpression.${name}(${textLiteral(key)}${more})`;
  if (!cofinite) return values.length === 0 ? [call('doesNotExist'), ...(allowsAbsent ? [] : [call('exists')])] : [call('in', `, ${list}`)];
  return [...(values.length > 0 ? [call('notIn', `, ${list}`)] : []), ...(allowsAbsent ? [] : [call('exists')])];
}
