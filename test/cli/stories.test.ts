import { call } from './call';
import { openOrganisation, sessionsOf } from './stories';

describe.each(['rollout.md', 'advise.md'])('%s', (page) => {
  let close: () => void;
  beforeAll(async () => {
    close = await openOrganisation();
  }, 60_000);
  afterAll(() => close());

  // in order: a command may write what the next one reads
  it.each(sessionsOf(page).map(({ command, output }) => [command, output]))('%s', async (command, output) => {
    const [program, ...argv] = command.split(' ');
    expect(program).toBe('netfence');
    expect((await call(argv)).out).toBe(output);
  }, 60_000);
});
