// plain JavaScript, the package by its name
const netfence = require('cdk8s-netfence');
const { version } = require('cdk8s-netfence/package.json');

if (typeof netfence !== 'object' || typeof version !== 'string') throw new Error('the package does not load');
let inner;
try {
  inner = require('cdk8s-netfence/lib/errors');
} catch (error) {
  if (error.code !== 'ERR_PACKAGE_PATH_NOT_EXPORTED') throw error;
}
if (inner) throw new Error('the inside of the package is reachable');
console.log('ok', process.version);
