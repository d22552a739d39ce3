import type * as Load from '../../src/load';

test('JSON and ordinary YAML do not load the full parser', () => {
  jest.isolateModules(() => {
    jest.doMock('js-yaml', () => {
      throw new Error('the full parser was loaded');
    });
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- the registry of modules must be a fresh one
    const { loadText } = require('../../src/load') as typeof Load;
    expect(loadText('{"a": 1}', 'x.json').documents).toHaveLength(1);
    const [document] = loadText('a: |\n  x\nb: [1, {c: "d"}]\n', 'x.yaml').documents;
    expect(document.position(['b', 1, 'c'])).toMatchObject({ line: 3, column: 12 });
    expect(() => loadText('a: !!str 5\n', 'x.yaml')).toThrow('the full parser was loaded');
  });
});
