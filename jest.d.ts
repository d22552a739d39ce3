import type { NetfenceMatchers } from './lib/testing';

declare global {
  namespace jest {
    interface Matchers<R> extends NetfenceMatchers<R> {}
  }
}

declare module 'expect' {
  interface Matchers<R extends void | Promise<void>> extends NetfenceMatchers<R> {}
}
