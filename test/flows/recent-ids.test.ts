import { RecentIds } from '../../src/flows/recent-ids';

const name = (i: number) => `7e11cafe-0000-4000-8000-${i.toString(16).padStart(12, '0')}`;

it('knows each name of 50,000 again, and takes none for another', () => {
  const ids = new RecentIds();
  const among = (first: number, last: number) => Array.from({ length: last - first }, (_, i) => ids.seen(name(first + i))).filter(Boolean).length;
  expect(among(0, 50_000)).toBe(0);
  expect(among(0, 50_000)).toBe(50_000);
  expect(among(50_000, 60_000)).toBe(0);
});
