import { entrance, service, WEB } from '../objects';
import { ruleTable } from '../table';

ruleTable('entrance-backend-missing', {
  'a Service that is not there': {
    given: [service('shop/web', WEB, [{ port: 80 }]), entrance('shop/e', 'wbe', 80)],
    found: ['warning Ingress shop/e spec'],
  },
  'a port that is not there': { given: [service('shop/web', WEB, [{ port: 80 }]), entrance('shop/e', 'web', 81)], found: ['warning Ingress shop/e spec'] },
  'Services are kept elsewhere': { given: [entrance('shop/e', 'web', 80)], found: [] },
});
