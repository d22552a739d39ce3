import { staleSchemas } from './schemas';

it('publishes the JSON schemas that the files are read by; `npm run schemas` writes them', () => {
  expect(staleSchemas()).toEqual([]);
});
