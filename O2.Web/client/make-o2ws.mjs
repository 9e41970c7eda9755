// Makes wwwroot/o2ws.js, the classic script, of wwwroot/o2lite.js, what it imports, and o2ws-functions.js:   node O2.Web/client/make-o2ws.mjs
// The modules follow each other in a function that returns what o2lite.js exports; nothing else is changed, so there is one source. A test compares.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const main = new URL('../wwwroot/o2lite.js', import.meta.url);
const target = new URL('../wwwroot/o2ws.js', import.meta.url);
const read = url => readFileSync(url, 'utf8');

/** @returns {string} the classic script */
export function makeClassicScript() {
  const exported = [...read(main).matchAll(/^export \{ (.+) \} from/gm)].map(match => match[1]);
  return [
    '// O2 for web pages as a classic script, with the functions of the original o2ws.js. Made by make-o2ws.mjs; change o2lite/*.js or o2ws-functions.js.',
    '',
    'var o2lite = (() => {',
    ...modulesBelow(main).map(withoutModuleWords),
    `return { ${exported.join(', ')} };`,
    '})();',
    '',
    read(new URL('o2ws-functions.js', import.meta.url)),
  ].join('\n');
}

/** What a module imports, directly or not; each once, after all that it imports itself. @param {URL} module @param {URL[]} found @returns {URL[]} */
function modulesBelow(module, found = []) {
  for (const [, path] of read(module).matchAll(/^(?:import|export) .* from '(.+)';$/gm)) {
    const imported = new URL(path, module);
    if (found.some(({ href }) => href === imported.href)) continue;
    modulesBelow(imported, found);
    found.push(imported);
  }

  return found;
}

/** @param {URL} module */
function withoutModuleWords(module) {
  return read(module).replace('// @ts-check\n', '').replace(/^(?:import |\/\*\* @typedef \{import\().*\n/gm, '').replace(/^export /gm, '').trimStart();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(target, makeClassicScript());
