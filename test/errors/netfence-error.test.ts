import { fail, failAt, NetfenceError } from '../../src/errors';

test('the code, the message and the fix stand in the text and in properties', () => {
  expect(thrown(() => fail('port-range', 'a port is 1 to 65535, got `0`', 'swap the numbers'))).toEqual({
    name: 'NetfenceError',
    code: 'port-range',
    what: 'a port is 1 to 65535, got `0`',
    fix: 'swap the numbers',
    faults: [],
    message: '[port-range] a port is 1 to 65535, got `0`; swap the numbers',
  });
});

test('each fault of a file has a line', () => {
  const faults = [{ place: 'a.yaml:1:2', what: '`a` is odd', fix: 'remove it' }, { place: 'a.yaml:3:4', what: '`b` is odd' }];
  expect(thrown(() => failAt('bad-config', faults))).toMatchObject({
    code: 'bad-config', faults, message: '[bad-config] a.yaml:1:2: `a` is odd; remove it\na.yaml:3:4: `b` is odd',
  });
});

function thrown(work: () => never): object {
  try {
    return work();
  } catch (error) {
    expect(error).toBeInstanceOf(NetfenceError);
    return { ...(error as NetfenceError), message: (error as Error).message };
  }
}
