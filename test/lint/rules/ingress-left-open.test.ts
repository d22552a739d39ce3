import { ingress, SHOP } from '../objects';
import { ruleTable } from '../table';

const policy = (spec: object) => ({ apiVersion: 'projectcalico.org/v3', kind: 'NetworkPolicy', metadata: { namespace: 'shop', name: 'p' }, spec: { selector: 'app == "api"', ...spec } });
const rules = [{ action: 'Allow' }];

ruleTable('ingress-left-open', {
  'egress rules only': { given: [...SHOP, policy({ egress: rules })], found: ['info NetworkPolicy shop/p spec | 203.0.113.1 -> shop/api[Pod] TCP 8080: allowed'] },
  'no `types`, and rules of both directions': { given: [...SHOP, policy({ egress: rules, ingress: rules })], found: [] },
  'no rules: ingress is closed': { given: [...SHOP, policy({})], found: [] },
  '`types` say it': { given: [...SHOP, policy({ types: ['Egress'], egress: rules })], found: [] },
  'another policy isolates ingress': { given: [...SHOP, policy({ egress: rules }), ingress('shop/n', {})], found: [] },
  'it selects no pod': { given: [...SHOP, policy({ egress: rules, selector: 'app == "none"' })], found: [] },
});
