import { analyse } from 'chardet';
import iconv from 'iconv-lite';

/** Encodings that are tried on bytes that are no UTF-8, with what speaks for each before it was looked at. */
const TRIED: readonly (readonly [string, number])[] = [
  ['windows-1252', 0.03],
  ['iso-8859-15', 0.01],
  ['macintosh', 0],
  ['shift_jis', 0],
  ['gb18030', 0],
];
/** Bytes as text. In the Macintosh encoding the sign of currency has been the euro since 1998, which iconv-lite does not know. */
export function decodeAs(bytes: Buffer, encoding: string): string {
  const text = iconv.decode(bytes, encoding);
  return /^mac(intosh|roman)$/.test(encoding) ? text.replaceAll('¤', '€') : text;
}

const MOST_BYTES = 20_000;

/** The encoding in which bytes make the most sensible characters: letters within words, kana and common ideographs, signs where signs stand. */
export function guessEncoding(buffer: Buffer): { encoding: string; confidence: number } {
  const sample = linesWithHighBytes(buffer);
  const guessed = analyse(sample).find(
    (match) =>
      iconv.encodingExists(match.name) && !match.name.startsWith('UTF') && match.confidence >= 20,
  );
  const names = new Map(TRIED);
  const extra = guessed?.name.toLowerCase();
  // Of the Latin ones only what is plainly better than Windows; the others are told apart well.
  if (extra && extra !== 'iso-8859-1' && !names.has(extra))
    names.set(extra, /^(iso-8859-(2|3|4|9|1[0346])|windows-125[0478])$/.test(extra) ? -0.05 : 0.05);
  const rated = [...names]
    .map(([encoding, prior]) => ({
      encoding,
      score: sense(decodeAs(sample, encoding), sample) + prior,
    }))
    .sort((a, b) => b.score - a.score);
  const [best, second] = rated as [(typeof rated)[number], (typeof rated)[number]];
  // Two encodings that give the same text are no reason for doubt.
  const rival =
    rated
      .slice(1)
      .find((other) => decodeAs(sample, other.encoding) !== decodeAs(sample, best.encoding)) ??
    second;
  return {
    encoding: best.encoding,
    confidence:
      Math.round(Math.min(0.98, Math.max(0.3, 0.55 + 0.5 * (best.score - rival.score))) * 100) /
      100,
  };
}

/** The lines that tell encodings apart. None of the tried ones has a line end within a character. */
function linesWithHighBytes(buffer: Buffer): Buffer {
  const parts: Buffer[] = [];
  let length = 0;
  for (let at = 0; at < buffer.length && length < MOST_BYTES;) {
    while (at < buffer.length && (buffer[at] as number) < 0x80) at++;
    if (at >= buffer.length) break;
    const from = Math.max(buffer.lastIndexOf(10, at), buffer.lastIndexOf(13, at), at - 2000) + 1;
    const ends = [buffer.indexOf(10, at), buffer.indexOf(13, at)].filter((end) => end !== -1);
    const to = Math.min(...ends, at + 2000, buffer.length);
    parts.push(buffer.subarray(from, to), Buffer.from('\n'));
    length += to - from;
    at = to + 1;
  }
  return Buffer.concat(parts);
}

const LETTER = /\p{L}/u;
const UPPER = /\p{Lu}/u;
const LOWER = /\p{Ll}/u;

/** How sensible a text is, from what its characters beyond ASCII are and stand beside: 1 at best, per byte beyond ASCII. */
function sense(text: string, bytes: Buffer): number {
  let high = 0;
  for (const byte of bytes) if (byte >= 0x80) high++;
  const chars = [...text];
  let sum = 0;
  for (const [at, char] of chars.entries()) {
    if (char.charCodeAt(0) < 0x80) continue;
    sum += worth(char, chars[at - 1] ?? '', chars[at + 1] ?? '', chars[at - 2] ?? '');
  }
  return high === 0 ? 0 : sum / high;
}

function worth(char: string, before: string, after: string, earlier: string): number {
  const code = char.codePointAt(0) as number;
  if (code === 0xfffd || (code >= 0x80 && code < 0xa0) || (code >= 0xe000 && code < 0xf900))
    return -5;
  if (code >= 0x3041 && code <= 0x30ff) return 1.9;
  if (code >= 0x4e00 && code <= 0x9fff)
    return /[\u3040-\u30ff\u4e00-\u9fff]/.test(before + after)
      ? 1.9 * common(code)
      : EVERYDAY.has(code)
        ? 1.2
        : -0.4;
  if ((code >= 0x3000 && code <= 0x303f) || (code >= 0xff01 && code <= 0xff5e)) return 1.2;
  // Half-width kana: whole words of them, or a sign that the bytes were meant otherwise.
  if (code >= 0xff61 && code <= 0xff9f)
    return /[\uff61-\uff9f]/.test(before) || /[\uff61-\uff9f]/.test(after) ? 0.35 : -0.5;
  if (code >= 0x3400 && code <= 0x4dbf) return -1;
  if (code >= 0x400 && code < 0x530)
    return LETTER.test(before) && before.charCodeAt(0) < 0x80
      ? -0.5
      : /[\u0400-\u052f]/.test(before + after)
        ? 0.9
        : 0.3;
  if (LETTER.test(char)) return letterWorth(char, before, after, earlier);
  if (char === '€' || char === '£' || char === '¥')
    return /[\d\s]/.test(before + after) || before === '' ? 0.8 : -0.3;
  if ('°²³µ±×·½¼¾'.includes(char))
    return /[\d\s\p{L}(]/u.test(before)
      ? LETTER.test(after) && char !== '°' && char !== 'µ'
        ? -0.2
        : 0.5
      : 0;
  if ('“”„‚‘’–—…•«»'.includes(char)) return /[\u0080-\u024f]/.test(before + after) ? 0 : 0.6;
  if (char === '\u00a0' || char === '§' || char === '®' || char === '™' || char === '©') return 0.3;
  return LETTER.test(before) && LETTER.test(after) ? -0.8 : -0.3;
}

/** A letter with an accent stands within words of its own case, rarely beside more than one other. */
function letterWorth(char: string, before: string, after: string, earlier: string): number {
  if ('ªºﬁﬂƒıˆ'.includes(char)) return -0.6;
  const row = [earlier, before, after].filter(
    (other) => LETTER.test(other) && other.charCodeAt(0) >= 0x80,
  ).length;
  if (row >= 2) return -0.4;
  if (UPPER.test(char) && LOWER.test(before)) return -0.8;
  if (LOWER.test(char) && UPPER.test(before) && UPPER.test(after)) return char === 'ß' ? 0.5 : -0.8;
  const within = (LETTER.test(before) ? 1 : 0) + (LETTER.test(after) ? 1 : 0);
  return within === 0 ? 0.2 : 'äöüßéèàçñáíóúâêîôûëïåøæÄÖÜÉÈÀÇÑÅØÆãõœŒ'.includes(char) ? 1 : 0.6;
}

/** Ideographs of everyday texts, by their place in Unicode; a rough measure that tells text from wrongly read bytes. */
function common(code: number): number {
  return EVERYDAY.has(code) ? 1 : 0.45;
}

// The most frequent ideographs of Japanese and Chinese business texts.
const EVERYDAY = new Set(
  [
    ...'的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知样现分将外但身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产入先山五太水万市眼体别处总才场师书比住员九笑性通目华报立马命张活难神数件安表原车白应路期叫死常提感金何更反合放做系计或司利受光王果亲界及今京务制解各任至清物台象记边共风战干接它许八特觉望直服毛林题建南度统色字请交爱让认算论百吃义科怎元社术结六功指思非流每青管夫连远资队跟带花快条院变联言权往展该领传近留红治决周保达办运武半候七必城父强步完革深区即求品士转量空甚众技轻程告江语英基派满式李息写呢识极令黄德收脸钱党倒未持取设始版双历越史商千片容研像找友孩站广改议形委早房音火际则首单据导影失拿网香似斯专石若兵弟谁校读志飞观争究包组造落视济喜离虽坏围铁工場製品数量在庫入荷出荷日付時間担当者備考単価金額合計売上部品番号名称顧客会社株式東京大阪名古屋横浜福岡札幌県市区町村年月日曜午前後不良停止設備稼働率温度圧力回転速度検査結果良否作業員班長記録原因対策状況開始終了予定実績計画生産日期时间数量单价金额合计产品名称编号车间班组设备停机原因产量合格不合格率温度压力转速检验结果操作员备注北京上海广州深圳工厂生产线客户订单库存',
  ].map((char) => char.codePointAt(0) as number),
);
