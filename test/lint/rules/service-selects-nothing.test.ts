import { service, SHOP, WEB, kafka, operator } from '../objects';
import { ruleTable } from '../table';

ruleTable('service-selects-nothing', {
  'no pod has the labels': { given: [...SHOP, service('shop/web', { app: 'wbe' }, [{ port: 80 }])], found: ['warning Service shop/web spec.selector'] },
  'no pods are shown, or no selector is written': { given: [...SHOP, service('ops/web', WEB, [{ port: 80 }]), service('shop/x', {}, [{ port: 80 }])], found: [] },
  'an operator may make its pods': { given: [...SHOP, kafka('shop/bus'), service('shop/bus', { 'strimzi.io/name': 'bus-kafka' }, [{ port: 9092 }])], found: [] },
  'a program of the input may make its pods': {
    given: [...SHOP, ...operator('shop/op', ['', 'example.com'], ['*']), service('shop/disk', { 'example.com/part': 'disk' }, [{ port: 80 }])], found: [],
  },
  'its pods have other labels': {
    given: [...SHOP, kafka('shop/bus'), service('shop/bus', { 'strimzi.io/cluster': 'bsu' }, [{ port: 9092 }])], found: ['warning Service shop/bus spec.selector'],
  },
});
