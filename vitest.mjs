import { expect } from 'vitest';
import testing from './lib/testing/index.js';

expect.extend(testing.matchers((text, ...hint) => expect(text).toMatchSnapshot(...hint)));
