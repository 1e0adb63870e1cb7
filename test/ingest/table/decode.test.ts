import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decode } from '#ingest/table/decode.ts';

const GERMAN =
  'Datum;Werk;Störgrund;Kosten\n05.01.2026;Köln;Lüfter fällt aus, Öl läuft;1.234,50\n06.01.2026;Görlitz;Prüfung überfällig, Maß außerhalb;20,00\n';
const FRENCH =
  'date;site;cause;coût\n05/01/2026;Évry;arrêt forcé après réglage, pièce cassée;12,5 €\n06/01/2026;Orléans;opérateur à l’arrêt, vérifié;3,0 €\n';
const SPANISH =
  'fecha,planta,motivo\n2026-01-05,León,Máquina parada por avería; señal pérdida\n2026-01-06,A Coruña,Cambio de útil: revisión\n';
const JAPANESE =
  '日付,工場,停止原因,数量\n2026-01-05,名古屋,ベルトの交換作業,12\n2026-01-06,大阪,センサーの不良のため停止,3\n';
const CHINESE =
  '日期,工厂,停机原因,数量\n2026-01-05,上海,更换皮带和检查设备,12\n2026-01-06,广州,传感器不合格需要更换,3\n';
const RUSSIAN = 'дата;завод;причина\n05.01.2026;Пермь;Замена ремня и проверка оборудования\n';

/** What a text looks like in an encoding, and back, without being told which. */
function detected(text: string, encoding: string, addBOM = false) {
  // iconv-lite writes no euro in the Macintosh encoding; its byte is that of the old sign of currency.
  return decode(
    iconv.encode(encoding === 'macintosh' ? text.replaceAll('€', '¤') : text, encoding, { addBOM }),
  );
}

describe('a file is read in the encoding in which it was written', () => {
  const cases: [string, string, string, boolean?][] = [
    ['utf-8', GERMAN, 'utf-8'],
    ['utf-8', JAPANESE, 'utf-8', true],
    ['utf-16le', GERMAN, 'utf-16le', true],
    ['utf-16be', GERMAN, 'utf-16be', true],
    ['utf-16le', GERMAN, 'utf-16le'],
    ['utf-16be', FRENCH, 'utf-16be'],
    ['utf-16le', JAPANESE, 'utf-16le'],
    ['utf-16be', CHINESE, 'utf-16be'],
    ['windows-1252', GERMAN, 'windows-1252'],
    ['windows-1252', FRENCH, 'windows-1252'],
    ['windows-1252', SPANISH, 'windows-1252'],
    ['iso-8859-15', FRENCH.replace('’', "'"), 'iso-8859-15'],
    ['iso-8859-15', 'poste;coût\nœuvre;5 €\nvis;7 €\n', 'iso-8859-15'],
    ['macintosh', GERMAN, 'macintosh'],
    ['macintosh', FRENCH, 'macintosh'],
    ['macintosh', SPANISH, 'macintosh'],
    ['shift_jis', JAPANESE, 'shift_jis'],
    ['gb18030', CHINESE, 'gb18030'],
    ['windows-1251', RUSSIAN, 'windows-1251'],
  ];
  it.each(cases)('%s: %#', (encoding, text, _, bom) => {
    const found = detected(text, encoding, bom);
    expect(found.text).toBe(text);
    expect(found.encoding).toBe(encoding);
    expect(found.confidence).toBeGreaterThan(0.5);
  });
  it('one word with one accent is enough for Windows', () => {
    for (const word of ['Köln', 'Straße', 'Málaga', 'Besançon', 'Zürich', '20 °C'])
      expect(detected(`site,n\n${word},1\n`, 'windows-1252').text).toContain(word);
  });
  it('plain ASCII is UTF-8 and sure', () => {
    expect(detected('a,b\n1,2\n', 'ascii')).toMatchObject({ encoding: 'utf-8', confidence: 1 });
  });
  it('UTF-8 with a broken byte stays UTF-8, and says how many', () => {
    const bytes = Buffer.concat([Buffer.from(GERMAN.repeat(3)), Buffer.from([0xff, 0x0a])]);
    expect(decode(bytes)).toMatchObject({ encoding: 'utf-8', badBytes: 1 });
  });
  it('NUL bytes are dropped and counted', () => {
    expect(decode(Buffer.from('a,b\0\n1,\0\x002\n'))).toMatchObject({
      text: 'a,b\n1,2\n',
      nulBytes: 3,
      encoding: 'utf-8',
    });
    expect(decode(Buffer.alloc(50_000)).text).toBe('');
  });
  it('what is declared is used', () => {
    expect(decode(iconv.encode(GERMAN, 'macintosh'), 'macintosh')).toMatchObject({
      text: GERMAN,
      declared: true,
      confidence: 1,
    });
  });
});
