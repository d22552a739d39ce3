import { fail, NetfenceError } from '../src/errors';

test('the code stands in the text and in the property', () => {
  expect.assertions(3);
  try {
    fail('port-range', 'a port is 1 to 65535, got `0`');
  } catch (error) {
    expect(error).toBeInstanceOf(NetfenceError);
    expect((error as NetfenceError).code).toBe('port-range');
    expect((error as Error).message).toBe('[port-range] a port is 1 to 65535, got `0`');
  }
});
