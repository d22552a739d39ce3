import { pod, service, SHOP, WEB } from '../objects';
import { ruleTable } from '../table';

ruleTable('service-target-port-undeclared', {
  'a name that no pod declares': { given: [...SHOP, service('shop/web', WEB, [{ port: 80, targetPort: 'http' }])], found: ['warning Service shop/web spec.ports[0]'] },
  'a number of a pod that declares none': { given: [pod('shop/web', WEB), service('shop/web', WEB, [{ port: 80 }])], found: [] },
});
