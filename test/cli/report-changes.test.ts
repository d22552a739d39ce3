import { BLOG, report, ReportFolder } from './report-call';

new ReportFolder();

it('draws what was opened and closed since the last review, in the cluster, and to pods to come', async () => {
  const { out } = await report(BLOG, '--old', 'examples/corrected', '--live', 'examples/corrected');
  const pictureOf = (id: string) => new RegExp(`aria-labelledby="${id}-title [^]*?</svg>`).exec(out)![0];
  const linesOf = (id: string) => [...pictureOf(id).matchAll(/<g class="line ([a-z-]+)"/g)].map(([, state]) => state);
  const [changed, drifted] = [linesOf('changes-picture'), linesOf('drift-picture')];
  expect(changed).toContain('opened');
  expect(drifted.filter((state) => state === 'closed').length).toBe(changed.filter((state) => state === 'opened').length);
  expect(linesOf('exposure-picture')).toContain('allowed');
  expect(pictureOf('exposure-picture')).toContain('stroke-dasharray="4 3"');
  expect((await report(BLOG)).out).not.toMatch(/aria-labelledby="(?:changes|drift)-picture/);
});

it('shows names in the lists of what changed as code', async () => {
  const { out } = await report('examples/corrected', '--old', BLOG, '--live', BLOG);
  for (const id of ['review', 'drift']) {
    const [part] = new RegExp(`<section id="${id}" [^]*?</section>`).exec(out)!;
    expect(part).toContain('<ul><li>');
    expect(part).not.toContain('`');
  }
});
