// TypeScript as a user writes it
import * as netfence from 'cdk8s-netfence';

if (typeof netfence !== 'object') throw new Error('the package does not load');
console.log('ok', process.version);
