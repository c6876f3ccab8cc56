/** The fake is as strict as a person is forgetful, or tests of commands would pass by accident. */
import { describe, expect, test } from 'vitest';
import { answers, answersEach, chooses, confirms, confirmsByEnter, fakePrompter, stops, ticks, types } from '../fake-prompter.js';
import { match, short, tiers, viewOf } from './questions.js';

const roles = [
  { value: 1, name: 'Account Executive' },
  { value: 2, name: 'Account Manager' },
  { value: 3, name: 'Solutions Architect' },
];

test('plays its script', async () => {
  const fake = fakePrompter(
    confirms('Start', true),
    confirmsByEnter(/sure/i),
    chooses('role', 'Architect'),
    ticks('completed', ['Executive', 'Architect']),
    types('name', '', 'Ada'),
    answers('multi-level epics', 'b'),
    answersEach(2, () => '>'),
    answers('CI', { kind: 'time-up' }),
  );
  expect(await fake.confirm({ message: 'Start now?', initial: false })).toBe(true);
  expect(await fake.confirm({ message: 'Are you sure?', initial: false })).toBe(false);
  expect(await fake.choose({ message: 'Which role is yours?', choices: roles })).toBe(3);
  expect(await fake.tick({ message: 'Which have you completed?', choices: roles })).toEqual([1, 3]);
  expect(await fake.ask({ message: 'Your name', problem: (text) => (text === '' ? 'type it' : undefined) })).toBe('Ada');
  expect(await fake.question(viewOf(tiers))).toMatchObject({ answer: { option: 'Premium' } });
  expect(await fake.question(viewOf(tiers))).toEqual({ kind: 'on' });
  expect(await fake.question(viewOf(short))).toEqual({ kind: 'on' });
  expect(await fake.question(viewOf(short))).toEqual({ kind: 'time-up' });
  fake.done();
  expect(fake.asked.slice(0, 2)).toEqual(['Start now?', 'Are you sure?']);
  expect(fake.views).toHaveLength(4);
});

test('types at a question as a person does: help, a problem, then the answer', async () => {
  const fake = fakePrompter(answers('Match', '?', '9z', '1c', '2d 3a'), answers('epics', '<'));
  expect(await fake.question(viewOf(match))).toMatchObject({ kind: 'answer', answer: { type: 'match' } });
  expect(await fake.question(viewOf(tiers))).toEqual({ kind: 'back' });
});

describe('fails', () => {
  test.each([
    ['on a prompt too many', [], 'nothing more was expected, but there is confirm: "Start now?"'],
    ['on another message', [confirms('Stop', true)], 'expected confirm with "Stop", but there is confirm: "Start now?"'],
    ['on another kind', [types('Start', 'x')], 'expected ask with "Start", but there is confirm: "Start now?"'],
  ])('%s', async (_name, script, message) => {
    await expect(fakePrompter(...script).confirm({ message: 'Start now?', initial: true })).rejects.toThrow(message);
  });

  test('on a step that was never reached', () => {
    expect(() => fakePrompter(confirms('Start', true), answers('epics', 'b')).done()).toThrow(
      'never asked: confirm with "Start"; question with "epics"',
    );
  });

  test('on a choice that is not there, or not the only one', async () => {
    const prompt = { message: 'role', choices: roles };
    await expect(fakePrompter(chooses('role', 'Nurse')).choose(prompt)).rejects.toThrow('no choice named "Nurse"');
    await expect(fakePrompter(ticks('role', ['Account'])).tick(prompt)).rejects.toThrow('several choices named "Account"');
  });

  test('on a text that is refused, or should have been', async () => {
    const prompt = { message: 'name', problem: (text: string) => (text === 'x' ? 'not x' : undefined) };
    await expect(fakePrompter(types('name', 'x')).ask(prompt)).rejects.toThrow('"name" refuses "x": not x');
    await expect(fakePrompter(types('name', 'y', 'z')).ask(prompt)).rejects.toThrow('should have been refused');
  });

  test('on what is no answer to the question, and on typing on after one', async () => {
    await expect(fakePrompter(answers('epics', 'z')).question(viewOf(tiers))).rejects.toThrow('"z" does not answer');
    await expect(fakePrompter(answers('epics', '')).question(viewOf(tiers))).rejects.toThrow('"" does not answer');
    await expect(fakePrompter(answers('epics', 'a', 'b')).question(viewOf(tiers))).rejects.toThrow('more was to be typed');
  });
});

test('Ctrl-C is a failure of its own kind', async () => {
  await expect(fakePrompter(stops('question', 'epics')).question(viewOf(tiers))).rejects.toMatchObject({ kind: 'cancelled' });
});
