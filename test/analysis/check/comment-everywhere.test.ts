import { mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { NetfenceValidation } from '../../../src';
import { Analysis } from '../../../src/facade';
import { findingsOf } from '../../../src/testing/findings';
import { call } from '../../cli/call';

/** A policy that selects nothing, and a comment that says so. */
const TEXT = `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: web}}
spec: {containers: [{name: a, image: a}]}
---
# netfence-ignore selects-nothing: known
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: later, namespace: shop}
spec:
  podSelector: {matchLabels: {app: later}}
`;

const OTHER = TEXT.replace('# netfence-ignore selects-nothing: known\n', '');
const folder = mkdtempSync(join(tmpdir(), 'netfence-comments-'));
const FILE = join(folder, 'app.k8s.yaml');
writeFileSync(FILE, TEXT);

const isAboutIt = ({ rule }: { rule: string }) => ['selects-nothing', 'ignore-unused'].includes(rule);

describe('an ignore in a comment counts', () => {
  it('on the command line', async () => {
    const { out } = await call(['check', FILE, '-o', 'json', '--quiet']);
    const { findings, ignored } = JSON.parse(out);
    expect([findings.filter(isAboutIt), ignored]).toEqual([[], 1]);
  });

  it('in `Analysis.check`, of a text and of files', () => {
    for (const analysis of [Analysis.ofText(TEXT), Analysis.ofPaths([FILE])]) {
      const { findings, ignored } = analysis.check();
      expect([findings.filter(isAboutIt), ignored]).toEqual([[], 1]);
    }
  });

  it('in `toHaveNoFindings`, of each text on its own', () => {
    for (const given of [TEXT, FILE, [TEXT]]) {
      const { findings, ignored } = findingsOf(given);
      expect([findings.filter(isAboutIt), ignored]).toEqual([[], 1]);
    }
    // two texts have the same name: the comment of one covers nothing of the other
    const renamed = OTHER.replaceAll('shop', 'store');
    expect(findingsOf([TEXT, renamed]).findings.filter(isAboutIt)).toMatchObject([{ rule: 'selects-nothing', subject: 'NetworkPolicy store/later' }]);
  });

  it('in the plugin', async () => {
    const violations: { ruleName: string }[] = [];
    let ignored = '';
    await new NetfenceValidation().validate({
      manifests: [FILE],
      metadata: {},
      report: {
        addViolation: (violation: { ruleName: string }) => violations.push(violation),
        submit: (_status: string, counts: { ignored: string }) => (ignored = counts.ignored),
      },
    });
    expect([violations.filter(({ ruleName }) => isAboutIt({ rule: ruleName })), ignored]).toEqual([[], '1']);
  });
});
