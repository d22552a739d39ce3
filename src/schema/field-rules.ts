import type { FieldPlace } from './place';
import type { FieldRule } from './schema';

/** Says which rules between the fields of an object do not hold; `has` tells which fields there are. */
export function checkRules(rules: readonly FieldRule[], has: (field: string) => boolean, place: FieldPlace): boolean {
  return rules.filter((rule) => !isKept(rule, has, place)).length === 0;
}

function isKept(rule: FieldRule, has: (field: string) => boolean, place: FieldPlace): boolean {
  if ('of' in rule) {
    const given = rule.of.filter(has);
    if (given.length === 1 || (given.length > 1 && rule.rule === 'at-least-one')) return true;
    place.problem(`must have ${rule.rule.replaceAll('-', ' ')} of ${codes(rule.of)}, got ${given.length === 0 ? 'none' : codes(given)}`, rule.fix);
    return false;
  }
  const { field, others, fix } = rule;
  const beside = others.filter(has);
  switch (rule.rule) {
    case 'required-unless':
      if (has(field) || beside.length > 0) return true;
      place.at(field).problem('is required', fix);
      return false;
    case 'requires':
      if (!has(field) || beside.length > 0) return true;
      place.at(field).problem(`is allowed only beside ${codes(others)}`, fix);
      return false;
    case 'excludes':
      if (!has(field) || beside.length === 0) return true;
      place.at(field).problem(`is not allowed beside ${codes(beside)}`, fix);
      return false;
  }
}

function codes(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}
