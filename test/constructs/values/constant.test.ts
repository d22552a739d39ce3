import { DnsProfile, LabelExpression, Peer, PodSelector, Port } from '../../../src/constructs';
import { isConstant } from './constant';

/** What the kernel of jsii does with each object that it hands to Python, Java or Go. */
const OBJECT_ID = Symbol.for('$__jsii__objid__$');

test.each<[string, object]>([
  ['Port', Port.tcp(80)], ['PodSelector', PodSelector.all()], ['Peer', Peer.anyone()], ['LabelExpression', LabelExpression.exists('app')],
  ['DnsProfile', DnsProfile.kubeDns()],
])('a %s cannot be changed, and other languages can hold it', (_, value) => {
  expect(isConstant(value)).toBe(true);
  Object.defineProperty(value, OBJECT_ID, { configurable: true, enumerable: false, writable: true, value: 'cdk8s-netfence.Value@10000' });
  expect(Object.getOwnPropertySymbols(value)).toEqual([OBJECT_ID]);
});
