import { fail, unknownName } from '../../errors';
import { kindOf, show } from '../../text/show';
import type { NamespacedProps, PolicyOptions } from './policy-options';

/** Each option of a struct by its name: the compiler sees that none is missing. */
export type OptionNames<T> = { readonly [name in keyof Required<T>]: true };

const POLICY_OPTIONS: OptionNames<PolicyOptions> = { name: true, labels: true, annotations: true };
export const NAMESPACED_OPTIONS: OptionNames<PolicyOptions & NamespacedProps> = { ...POLICY_OPTIONS, namespace: true };

/**
 * In plain JavaScript the options may be missing altogether, or misspelt: `port` for `ports` would open every port.
 *
 * `undefined` counts as left out, whatever the name.
 */
export function checkOptions<T>(options: unknown, example: string, names: OptionNames<T>): void {
  const given = checkObject(options, example) as Readonly<Record<string, unknown>>;
  for (const name of Object.keys(given)) {
    if (given[name] === undefined || Object.hasOwn(names, name)) continue;
    const { what, fix } = unknownName('option', name, Object.keys(names));
    fail('option-unknown', what, fix);
  }
}

export function checkObject(options: unknown, example: string): object {
  if (typeof options === 'object' && options !== null && !Array.isArray(options)) return options;
  return fail('options-type', `the options must be an object, got ${kindOf(options)}`, `write \`${example}\``);
}

/** A switch that is left out has its default; anything else but true and false is a guess. */
export function checkFlag(value: unknown, what: string, byDefault: boolean): boolean {
  if (value === undefined) return byDefault;
  if (typeof value !== 'boolean') fail('option-flag', `\`${what}\` must be true or false, got ${show(value)}`, `write \`${what}: ${!byDefault}\`, or leave it out`);
  return value;
}
