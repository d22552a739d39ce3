import { matchNamespace } from '../../../src/engine';
import { NAMESPACE_NAME_LABEL } from '../../../src/model';
import { LabelSelector } from '../../../src/sets';

/* A namespace that a cluster does not hold: the API server gives it the label of its name all the same. */
it.each([
  [{ [NAMESPACE_NAME_LABEL]: 'web' }, 'definite'],
  [{ [NAMESPACE_NAME_LABEL]: 'shop' }, 'no'],
  [{ tier: 'front' }, 'possible'],
  [{ [NAMESPACE_NAME_LABEL]: 'shop', tier: 'front' }, 'no'],
])('whether %j selects the namespace `web`, of which only the name is known: %s', (labels, match) => {
  expect(matchNamespace({ labels: LabelSelector.labels(labels as Record<string, string>) }, 'web', { namespaces: new Map() })).toBe(match);
});
