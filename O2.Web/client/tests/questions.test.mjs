// @ts-check
import assert from 'node:assert/strict';
import test from 'node:test';
import { Questions } from '../../wwwroot/o2lite/questions.js';

test('who asks for the same status shares one question', () => {
  const questions = new Questions();
  const answers = /** @type {any[]} */ ([]);
  assert.deepEqual(['synth', 'synth', 'lamp'].map(service => questions.addStatus(service, status => answers.push([service, status]))), [true, false, true]);
  assert.deepEqual(questions.services, ['synth', 'lamp']);
  questions.answerStatus('synth', 4);
  questions.answerStatus('synth', 5);
  assert.deepEqual(answers, [['synth', 4], ['synth', 4]]);
  assert.deepEqual(questions.services, ['lamp']);
});

test('a list has services with their properties, and taps', () => {
  const questions = new Questions();
  const lists = /** @type {any[]} */ ([]);
  assert.deepEqual([questions.addList(rows => lists.push(rows)), questions.addList(rows => lists.push(rows))], [true, false]);
  questions.answerRow('synth', 4, '_o2', 'color:red;');
  questions.answerRow('synth', 8, '@a:b:c', 'lamp');
  questions.answerRow('', 0, '', '');
  assert.deepEqual(lists[0], [
    { service: 'synth', status: 4, process: '_o2', properties: { color: 'red' }, tapper: null }, { service: 'synth', status: 8, process: '@a:b:c', properties: {}, tapper: 'lamp' },
  ]);
  assert.deepEqual([lists.length, lists[1], questions.wantsList], [2, lists[0], false]);
});

test('a list that was cut off begins anew, and one that nobody wants is not kept', () => {
  const questions = new Questions();
  questions.answerRow('nobody', 4, '_o2', '');
  const lists = /** @type {any[]} */ ([]);
  questions.addList(rows => lists.push(rows.map(row => row.service)));
  questions.answerRow('old', 4, '_o2', '');
  questions.restart();
  questions.answerRow('new', 4, '_o2', '');
  questions.answerRow('', 0, '', '');
  assert.deepEqual(lists, [['new']]);
});
