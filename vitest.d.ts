import 'vitest';
import type { NetfenceMatchers } from './lib/testing';

declare module 'vitest' {
  interface Assertion<T = any> extends NetfenceMatchers<void> {}
}
