import { parse } from '@formatjs/icu-messageformat-parser';
import { afterEach, describe, expect, it } from 'vitest';
import { ARGUMENTS } from '#messages/arguments.ts';
import { CATALOGUES, MESSAGE_KEYS, NOTES, wordsIn } from '#messages/catalogues.ts';
import { kindsOf } from '#messages/factsIn.ts';
import { minutesWords } from '#messages/minutesWords.ts';
import { say, sayDay, useWords } from '#messages/say.ts';
import { sayLimits } from '#messages/sayLimits.ts';

afterEach(() => useWords(null));

const declared: Record<string, Record<string, string>> = ARGUMENTS;

describe.each(Object.entries(CATALOGUES))('the catalogue in %s', (_, texts) => {
  it('has every message, and no other', () => {
    expect(Object.keys(texts).sort()).toEqual([...MESSAGE_KEYS].sort());
  });

  it('takes the facts that the code gives', () => {
    for (const [key, text] of Object.entries(texts))
      expect([key, Object.fromEntries(kindsOf(parse(text, { ignoreTag: true })))]).toEqual([
        key,
        declared[key] ?? {},
      ]);
  });
});

it('has a note for translators on every group of messages', () => {
  expect(new Set(MESSAGE_KEYS.map((key) => key.split('.')[0]))).toEqual(
    new Set(Object.keys(NOTES)),
  );
});

it('says plurals, dates and numbers as the language of the page does', () => {
  useWords(wordsIn('de'));
  expect(say('playbook.steps', { count: 1 })).toBe('1 Schritt');
  expect(say('playbook.steps', { count: 3 })).toBe('3 Schritte');
  expect(sayDay('2026-10-07')).toBe('7. Oktober 2026');
  expect(sayLimits(0.2, 0.4, 'mm')).toBe('0,2 bis 0,4 mm');
  expect(say('search.more', { count: 1234 })).toBe('Die übrigen 1.234 zeigen');
  useWords(wordsIn('es'));
  expect(sayDay('2026-10-07')).toBe('7 de octubre de 2026');
  expect(sayLimits(null, 3, 'bar')).toBe('máximo 3 bar');
  useWords(null);
  expect(sayDay('2026-10-07')).toBe('7 October 2026');
  expect(sayLimits(0.2, 0.4, 'mm')).toBe('0.2 to 0.4 mm');
  expect(sayLimits(null, 0, '')).toBe('at most 0');
  expect(sayLimits(null, null, 'mm')).toBe('');
  expect([45, 60, 97, 0].map(minutesWords)).toEqual(['45 min', '1 h', '1 h 37 min', '']);
});

it('says the portfolio’s own words before those that ship, and takes a language whose words are all there', () => {
  useWords(wordsIn('de-AT', { de: { 'nav.playbooks': 'Anleitungen' } }));
  expect(say('nav.playbooks')).toBe('Anleitungen');
  expect(say('nav.reports')).toBe('Berichte');
  expect(wordsIn('fr')).toBeNull();
  expect(wordsIn('fr', { fr: { 'nav.playbooks': 'Consignes' } })).toBeNull();
  const french = Object.fromEntries(MESSAGE_KEYS.map((key) => [key, 'oui']));
  expect(wordsIn('fr', { fr: french })?.language).toBe('fr');
});

it('marks every letter of the pseudo-language and is longer by 40 %', () => {
  const words = wordsIn('en-XA');
  for (const text of Object.values(words?.texts ?? {})) {
    const plain = text.replaceAll(/\{[^{}]*\}/g, '');
    const outside = plain.replaceAll(/\{.*\}/g, '');
    expect(outside).not.toMatch(/[A-Za-z]{3}/);
  }
  expect(words?.texts['nav.reports']?.length).toBeGreaterThanOrEqual('Reports'.length * 1.4);
});
