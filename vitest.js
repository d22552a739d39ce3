'use strict';
/* global expect */
// Vitest itself is an ES module and takes `vitest.mjs`; this is for loaders that ignore `exports`.
if (typeof expect === 'undefined') throw new Error('[vitest-globals] `cdk8s-netfence/vitest` was loaded as CommonJS, where vitest cannot be imported; load it from an ES module, or set `globals: true`');
const { matchers } = require('./lib/testing');

expect.extend(matchers((text, ...hint) => expect(text).toMatchSnapshot(...hint)));
