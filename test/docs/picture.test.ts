import { readFileSync } from 'fs';
import { basename, join } from 'path';
import { PICTURE, pictureText } from './picture';

it('the picture of the README is what the report draws: `npx tsx test/docs/picture.ts`', async () => {
  expect(readFileSync(PICTURE, 'utf8')).toBe(await pictureText());
});

it('is shown by the README, with words for who does not see it', () => {
  expect(readFileSync(join(__dirname, '..', '..', 'README.md'), 'utf8')).toMatch(new RegExp(`!\\[[^\\]]{20,}\\]\\(docs/${basename(PICTURE)}\\)`));
});
