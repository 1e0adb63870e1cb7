import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decode, twoReadings } from '#ingest/table/encoding/decode.ts';

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

const WRITTEN: [string, string, string[]][] = [
  [
    'pl',
    'Data;Przyczyna;Minuty\n2026-01-01;Awaria łożyska głównego;5\n2026-01-02;Zacięcie podajnika, wymiana części;6\n',
    ['windows-1250', 'iso-8859-2', 'cp852'],
  ],
  [
    'cs',
    'Datum;Příčina\n1;Čištění trysky\n2;Vadné čidlo, přerušení\n',
    ['windows-1250', 'iso-8859-2', 'cp852'],
  ],
  [
    'hu',
    'Dátum;Ok\n1;Minőségellenőrzés\n2;Fúvóka tisztítás, szűrő csere\n',
    ['windows-1250', 'iso-8859-2', 'cp852'],
  ],
  [
    'ro',
    'Data;Cauză\n1;Schimbare sculă, întreținere\n2;Lipsă piese la mașină\n'
      .replaceAll('ț', 'ţ')
      .replaceAll('ș', 'ş'),
    ['windows-1250', 'iso-8859-2', 'cp852'],
  ],
  [
    'tr',
    'Tarih;Neden\n1;Yağ kaçağı\n2;Kalıp ayarı, bakım süresi\n',
    ['windows-1254', 'iso-8859-9', 'cp857'],
  ],
  [
    'lt',
    'Data;Priežastis\n1;Įrenginio gedimas, keičiama dalis\n2;Trūksta žaliavų\n',
    ['windows-1257', 'iso-8859-13', 'cp775'],
  ],
  [
    'lv',
    'Datums;Iemesls\n1;Iekārtas bojājums, tīrīšana\n2;Trūkst detaļu\n',
    ['windows-1257', 'iso-8859-13', 'cp775'],
  ],
  [
    'et',
    'Kuupäev;Põhjus\n1;Masina rike, õli vahetus\n2;Tööriista vahetus, hooldus väljas\n',
    ['windows-1257', 'windows-1252'],
  ],
  [
    'ru',
    'дата;причина\n1;Замена ремня и проверка\n',
    ['windows-1251', 'koi8-r', 'cp866', 'iso-8859-5'],
  ],
  ['uk', 'дата;причина\n1;Заміна ременя, перевірка її якості\n', ['windows-1251', 'koi8-u']],
  [
    'el',
    'Ημερομηνία;Αιτία\n1;Σπάσιμο ιμάντα\n2;Αλλαγή εργαλείου\n',
    ['windows-1253', 'iso-8859-7', 'cp737'],
  ],
  ['is', 'dagur;ástæða\n1;Bilun í þjöppu, viðhald\n2;Skipt um síu á vél\n', ['windows-1252']],
  ['he', 'תאריך;סיבה\n1;החלפת חגורה\n', ['windows-1255']],
  ['ar', 'تاريخ;سبب\n1;تغيير الحزام\n', ['windows-1256']],
  ['th', 'วันที่;สาเหตุ\n1;เปลี่ยนสายพาน\n', ['cp874']],
  ['ko', '일자;사유;정지\n1;센서 고장;5\n2;벨트 교체;6\n', ['euc-kr']],
  ['zh-tw', '日期;停機原因\n1;更換皮帶\n2;感測器異常,檢查設備\n', ['big5', 'gb18030']],
  ['ja', '日付;停止原因\n1;ベルトの交換作業\n', ['shift_jis', 'euc-jp']],
  [
    'de',
    'Datum;Ursache\n1;Fühler gestört\n2;Düse reinigen\n',
    ['windows-1252', 'cp850', 'macintosh', 'iso-8859-15'],
  ],
  [
    'fr',
    'date;cause\n1;arrêt forcé après réglage\n2;pièce cassée\n',
    ['windows-1252', 'cp850', 'macintosh'],
  ],
  [
    'es',
    'fecha;motivo\n1;Máquina parada por avería\n2;revisión señal\n',
    ['windows-1252', 'cp850', 'macintosh'],
  ],
  [
    'pt',
    'data;motivo\n1;Manutenção não planejada\n2;peça em falta, inspeção\n',
    ['windows-1252', 'cp850'],
  ],
  [
    'sv',
    'datum;orsak\n1;Låg oljenivå på maskinen\n2;Byte av skär, rengöring\n',
    ['windows-1252', 'cp850'],
  ],
  ['da', 'dato;årsag\n1;Rengøring af dyse\n2;Værktøj udskiftet\n', ['windows-1252', 'cp850']],
  [
    'sl',
    'datum;vzrok\n1;Čiščenje šobe\n2;Menjava ležaja\n',
    ['windows-1250', 'iso-8859-2', 'cp852'],
  ],
];

describe('the code pages of a language are told apart by its letters', () => {
  it.each(
    WRITTEN.flatMap(([language, text, encodings]) =>
      encodings.map((encoding) => [language, encoding, text] as const),
    ),
  )('%s in %s', (_, encoding, text) => {
    expect(decode(iconv.encode(text, encoding))).toMatchObject({ text, rival: null });
  });
  it('names of columns that the contract knows settle what the rest leaves open', () => {
    const bytes = iconv.encode('Data;Reklamacja ł;n\n1;x;2\n', 'windows-1250');
    expect(decode(bytes).rival).not.toBeNull();
    expect(decode(bytes, undefined, ['Data', 'Reklamacja ł', 'n'])).toMatchObject({
      encoding: 'windows-1250',
      rival: null,
    });
  });
  it('a text that reads as well in another way has two readings, with the line that differs', () => {
    const bytes = iconv.encode('yer;n\nİzmir;1\n', 'windows-1254');
    expect(twoReadings(bytes, decode(bytes))).toEqual({
      line: 2,
      found:
        'line 2 is "Ýzmir;1" in windows-1252 and "İzmir;1" in windows-1254, and nothing tells which is meant',
    });
  });
  it('no-break spaces behind names and a dash between two are Windows, and no letters of DOS', () => {
    const text = 'Bank\u00a0,City\u00a0,Closed\u00a0\nFirst–Citizens,Ames,3-Nov-23\n';
    expect(decode(iconv.encode(text, 'windows-1252'))).toMatchObject({ text, rival: null });
  });
  it.each(['20 °C', 'm³', 'm²', '5 €', '“night”', 'Señor – año'])('%s is Windows', (sign) => {
    const text = `site;n\n${sign};1\n`;
    expect(decode(iconv.encode(text, 'windows-1252'))).toMatchObject({ text, rival: null });
  });
});

it('a few NUL bytes among ASCII are dirt, and no UTF-16', () => {
  expect(decode(Buffer.from('hello\n\0world\0\n'))).toMatchObject({
    text: 'hello\nworld\n',
    encoding: 'utf-8',
    nulBytes: 2,
  });
  expect(decode(Buffer.from('day,parts\n1,2\n', 'utf16le')).encoding).toBe('utf-16le');
});
