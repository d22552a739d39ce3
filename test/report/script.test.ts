import { readFileSync } from 'fs';
import { SCRIPT_FILE, scriptText } from '../../projenrc/page/script';
import { SCRIPT } from '../../src/report/report/script';

it('the script of the report is written from its source: `npm run page`', () => {
  expect(readFileSync(SCRIPT_FILE, 'utf8')).toBe(scriptText());
});

it('writes text, never markup, asks for nothing, and cannot end its element', () => {
  expect(SCRIPT).not.toMatch(/innerHTML|outerHTML|insertAdjacent|document\.write|eval|Function\(|fetch|XMLHttp|WebSocket|import|https?:|</);
  expect(SCRIPT).toContain('getElementById("main")');
});
