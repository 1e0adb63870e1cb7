import { describe, expect, it } from 'vitest';
import { Lexicon } from '#client/search/lexicon.ts';
import { folded, sameStem, spelledOut, squashed } from '#client/search/words.ts';
import { Vocabulary } from '#publish/search/vocabulary.ts';

const vocabulary = new Vocabulary();
vocabulary.add(
  '<p>Close the valve, valve, valve. CO₂ at 5 µm, naïve café. Prüfung, Sicherheitsventilprüfung, warning, values.</p>' +
    '<p>6ES7 315-2EH14-0AB0, AB-1234/56, AB-1234/57, P101A, DOC_SOP_0042; stopped; downtime, logo</p>',
);
const lexicon = new Lexicon(vocabulary.list(), { Ausfall: ['downtime'] });
const of = (word: string) => {
  const { way, words } = lexicon.match(word);
  return [way, ...words];
};

describe('a word that is asked', () => {
  it.each([
    ['valve', ['word', 'valve']],
    ['valves', ['form', 'valve']],
    ['stop', ['form', 'stopped']],
    ['closing', ['form', 'close']],
    ['downt', ['beginning', 'downt']],
    ['cafe', ['word', 'café']],
    ['naive', ['word', 'naïve']],
    ['CO2', ['word', 'co₂']],
    ['μm', ['word', 'µm']],
    ['pruefung', ['word', 'prüfung', 'sicherheitsventilprüfung']],
    ['prufung', ['word', 'prüfung', 'sicherheitsventilprüfung']],
    ['ventil', ['part', 'sicherheitsventilprüfung']],
    ['Ausfall', ['synonym', 'downtime']],
    ['ab-1234/56', ['word', 'ab-1234/56']],
    ['AB123456', ['word', 'ab-1234/56']],
    ['P-101A', ['word', 'p101a']],
    ['headset', ['none']],
    ['forklift', ['none']],
    ['vlave', ['near', 'valve']],
  ])('%s is found as %j', (word, found) => expect(of(word)).toEqual(found));

  it('is part of a number by any part of it', () => {
    for (const part of ['2EH14', '315-2EH14', '0AB0', '3152EH14'])
      expect(of(part), part).toContain('315-2eh14-0ab0');
    expect(of('1234/56')).toContain('ab-1234/56');
    expect(of('1234/56')).not.toContain('ab-1234/57');
    expect(of('SOP_0042')).toContain('doc_sop_0042');
  });

  it('is never taken for another word that only begins alike', () => {
    expect(of('Wartung')[0]).toBe('none');
    expect(of('LOTO')[0]).toBe('none');
    expect(sameStem('values', 'valves')).toBe(false);
    expect(sameStem('wartung', 'warning')).toBe(false);
    expect(sameStem('lagern', 'lager')).toBe(true);
  });

  it('offers what is near where nothing is found', () => {
    expect(lexicon.match('valxxe').near).toContain('valve');
    expect(lexicon.match('forklift').near).toEqual([]);
  });
});

it('forms are compared without case, accents, compatibility forms and signs', () => {
  expect(folded('Größe CO₂ ﬁx')).toBe('grosse co2 fix');
  expect(spelledOut('Prüfung Måling')).toBe('pruefung maaling');
  expect(squashed('6ES7 315-2EH14')).toBe('6es73152eh14');
});
