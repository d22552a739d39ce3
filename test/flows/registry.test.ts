import { FORMATS } from '../../src/cli/flow-options';
import { FLOW_FORMATS } from '../../src/flows/formats/registry';

test('the command line offers the formats that are read, in their order', () => {
  expect(FORMATS).toEqual(FLOW_FORMATS.map(({ name }) => name));
});
