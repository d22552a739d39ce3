'use strict';
/* global expect */
const { matchers } = require('./lib/testing');

const runner = typeof expect === 'undefined' ? require('@jest/globals').expect : expect;
runner.extend(matchers((text, ...hint) => runner(text).toMatchSnapshot(...hint)));
