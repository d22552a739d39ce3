import { SPECS } from '../../src/cli/commands';
import { FORMS } from '../../src/report/forms';
import { pick } from '../../src/report/renderer';
import { ANSWERS } from './answers';

it.each(Object.entries(FORMS))('names each form of %s once, the one for people first', (answer, forms) => {
  const names = forms.map(({ form }) => form);
  // a report is a document with a table of contents, not lines
  const first = answer === 'report' ? 'html' : 'txt';
  expect(names[0]).toBe(first);
  expect(new Set(names).size).toBe(names.length);
  expect(pick<never, never>(forms as never, undefined).form).toBe(first);
});

it('offers on the command line exactly the forms of the table', () => {
  expect(Object.keys(ANSWERS).sort()).toEqual(SPECS.map(({ name }) => name).sort());
  for (const { name, options } of SPECS) {
    const option = options.find((one) => one.name === 'format')!;
    for (const answer of ANSWERS[name]) expect(option.choices).toEqual(FORMS[answer].map(({ form }) => form));
    for (const form of option.choices!) expect(option.help).toMatch(new RegExp(`\\b${form}\\b`));
  }
});
