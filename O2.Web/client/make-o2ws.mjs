// Makes wwwroot/o2ws.js, the classic script, of wwwroot/o2lite.js and o2ws-functions.js:   node O2.Web/client/make-o2ws.mjs
// The module becomes a function that returns what it exports; nothing else is changed, so there is one source. A test compares.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const read = name => readFileSync(new URL(name, import.meta.url), 'utf8');
const target = new URL('../wwwroot/o2ws.js', import.meta.url);

/** @returns {string} the classic script */
export function makeClassicScript() {
  const module = read('../wwwroot/o2lite.js');
  const exported = [...module.matchAll(/^export (?:const|class|function) (\w+)/gm)].map(match => match[1]);
  return [
    '// O2 for web pages as a classic script, with the functions of the original o2ws.js. Made by make-o2ws.mjs; change o2lite.js or o2ws-functions.js.',
    '',
    'var o2lite = (() => {',
    module.replace(/^export /gm, '').replace('// @ts-check\n', ''),
    `return { ${exported.join(', ')} };`,
    '})();',
    '',
    read('o2ws-functions.js'),
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(target, makeClassicScript());
