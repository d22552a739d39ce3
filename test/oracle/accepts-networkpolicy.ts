import { Check, isInteger, isMapOfText, isNamedObject, isText, listAllowingNull, present, record } from './accepts';
import { readRange } from './addresses';
import { isSoundSelector } from './selectors';
import { Raw, absent, listOf } from './values';

const selectorShape = record({
  matchLabels: isMapOfText,
  matchExpressions: listAllowingNull(record({ key: isText, operator: isText, values: listAllowingNull((item) => isText(item)) })),
});

const isSelector: Check = (value) => selectorShape(value) && isSoundSelector(value);

function isPortName(text: string): boolean {
  return /^[a-z0-9-]{1,15}$/.test(text) && /[a-z]/.test(text) && !text.includes('--') && !/^-|-$/.test(text);
}

const portShape = record({
  protocol: (value) => ['TCP', 'UDP', 'SCTP'].includes(value),
  port: (value) => (isText(value) ? isPortName(value) : isInteger(value) && value >= 1 && value <= 65535),
  endPort: isInteger,
});

const isPort: Check = (value) => {
  if (!portShape(value)) return false;
  if (absent(value.endPort)) return true;
  return typeof value.port === 'number' && value.endPort >= value.port && value.endPort <= 65535;
};

const blockShape = record({ cidr: isText, except: (value) => Array.isArray(value) });

const isBlock: Check = (value) => {
  if (!blockShape(value)) return false;
  const range = readRange(value.cidr);
  if (!range) return false;
  return listOf(value.except).every((text) => {
    const hole = readRange(text);
    return hole !== undefined && hole.family === range.family && hole.prefix > range.prefix && range.first <= hole.first && hole.last <= range.last;
  });
};

const peerShape = record({ podSelector: isSelector, namespaceSelector: isSelector, ipBlock: isBlock });

const isPeer: Check = (value) => {
  if (!peerShape(value)) return false;
  const fields = present(value);
  return fields.length > 0 && !(fields.includes('ipBlock') && fields.length > 1);
};

function isRule(peers: string): Check {
  return record({ [peers]: listAllowingNull(isPeer), ports: listAllowingNull(isPort) });
}

export const isSubjectSelector: Check = isSelector;

const areTypes: Check = (value) => Array.isArray(value) && value.length <= 2 && value.every((type) => type === 'Ingress' || type === 'Egress');

const isSpec = record({
  podSelector: isSelector,
  policyTypes: areTypes,
  ingress: listAllowingNull(isRule('from')),
  egress: listAllowingNull(isRule('to')),
});

/** Whether an API server takes this `networking.k8s.io/v1` NetworkPolicy, as strictly as `kubectl apply` asks it to. */
export function acceptsNetworkPolicy(object: Raw): boolean {
  return isNamedObject(object) && (absent(object.spec) || isSpec(object.spec));
}
