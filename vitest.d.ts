import 'vitest';
import type { NetfenceMatchers } from './lib/testing';

declare module 'vitest' {
  interface Assertion<T = any> extends Omit<NetfenceMatchers<void>, 'toSatisfy'> {
    toSatisfy: NetfenceMatchers<void>['toSatisfy'];
  }
}
