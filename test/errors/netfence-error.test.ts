import { fail, NetfenceError } from '../../src/errors';

test.each([
  ['swap the numbers', '[port-range] a port is 1 to 65535, got `0`; swap the numbers'],
  [undefined, '[port-range] a port is 1 to 65535, got `0`'],
])('the code, the message and the fix %j stand in the text and in properties', (fix, text) => {
  expect.assertions(2);
  try {
    fail('port-range', 'a port is 1 to 65535, got `0`', fix);
  } catch (error) {
    expect(error).toBeInstanceOf(NetfenceError);
    expect({ ...(error as NetfenceError), message: (error as Error).message }).toEqual({ name: 'NetfenceError', code: 'port-range', what: 'a port is 1 to 65535, got `0`', fix, message: text });
  }
});
