import { service, SHOP, WEB } from '../objects';
import { ruleTable } from '../table';

ruleTable('service-selects-nothing', {
  'no pod has the labels': { given: [...SHOP, service('shop/web', { app: 'wbe' }, [{ port: 80 }])], found: ['warning Service shop/web spec.selector'] },
  'no pods are shown, or no selector is written': { given: [...SHOP, service('ops/web', WEB, [{ port: 80 }]), service('shop/x', {}, [{ port: 80 }])], found: [] },
});
