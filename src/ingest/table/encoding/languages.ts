/**
 * Letters beyond ASCII of the languages of exports, each with its share of them in per cent: rounded from counts of letters in
 * running text. A text in the right encoding holds the letters of one language, and the frequent ones most often.
 */
const SHARES: Record<string, string> = {
  German: 'ü40 ä30 ö18 ß10',
  French: 'é58 è10 à12 ê7 ç4 ô3 î2 û2 ù1 â2 ë1 ï1 œ1',
  Spanish: 'ó30 í22 á18 é14 ñ7 ú5 ü1',
  Portuguese: 'ã18 ç15 á14 é13 í9 ó9 ê7 õ4 â3 ú4 à2 ô2',
  Italian: 'à35 è30 ò10 ù12 ì8 é5',
  Dutch: 'ë35 é25 ï15 ö8 è8 ü4 ó3 ê2',
  Swedish: 'ä45 ö28 å24 é1',
  Danish: 'ø35 å38 æ25 é1',
  Icelandic: 'á18 ð18 í16 ö10 ó10 þ10 æ8 é5 ú4 ý3',
  Polish: 'ł18 ą12 ę14 ż11 ó12 ś9 ć6 ń3 ź1',
  Czech: 'í20 á17 é11 ě10 ř8 č7 ž7 ý7 š6 ů4 ú1 ť1 ď1 ň1 ó1',
  Slovak: 'á20 í14 é10 ý10 č10 š9 ž9 ú8 ľ4 ť4 ô2 ň2 ä1 ď1 ó1',
  Hungarian: 'á32 é30 ö10 ó10 ő9 ü5 í5 ú3 ű2',
  Romanian: 'ă35 î22 ș14 ț14 ş14 ţ14 â10',
  Croatian: 'č30 š28 ž22 ć12 đ6',
  Turkish: 'ı36 ü16 ş14 ç11 ğ9 ö8',
  Estonian: 'ä35 õ30 ü25 ö8 š1 ž1',
  Latvian: 'ā35 ī18 ē14 š9 ū8 ņ5 ļ4 ž2 ķ2 ģ2 č1',
  Lithuanian: 'ė20 š18 ų15 ž12 ū10 į9 ą9 č6 ę4',
  Russian:
    'о11 е9 а8 и7 н7 т6 с6 р5 в5 л4 к4 м3 д3 п3 у3 я2 ы2 ь2 г2 з2 б2 ч1 й1 х1 ж1 ш1 ю1 ц1 щ1 э1 ф1 ъ1 ё1',
  Ukrainian:
    'о9 а8 н7 и6 і6 в5 е5 т5 р5 с4 к4 л4 у3 д3 м3 п3 я2 з2 ь2 г2 б2 ч1 й1 х1 ц1 ж1 ї1 ю1 є1 ш1 щ1 ф1 ґ1',
  Greek:
    'α11 ο9 ι8 ε8 τ8 ν6 σ5 η5 υ4 ρ4 π4 κ4 ς4 μ3 λ3 ω2 δ2 γ2 ά2 ί2 ό2 έ2 ή2 ύ2 ώ1 χ1 θ1 φ1 β1 ξ1 ζ1 ψ1',
};
/** Scripts that one code page holds alone: any letter of theirs is as good as another. */
const SCRIPTS: Record<string, readonly [RegExp, number]> = {
  Hebrew: [/[\u05d0-\u05ea]/, 0.9],
  Arabic: [/[\u0621-\u064a\u067e\u0686\u0698\u06a9\u06af\u06cc]/, 0.85],
  Thai: [/[\u0e01-\u0e3a\u0e40-\u0e4e]/, 0.8],
};
/** Files of several western languages hold letters of all of them. */
const WESTERN = 'äöüßéèàçñáíóúâêîôûëïåøæãõœ';
const MIXED = 0.7;
const FOREIGN = -1;

export interface Language {
  name: string;
  /** Worth of a letter in its lower case: about 1 for a frequent one, below 0 for one that the language does not have. */
  worth: (letter: string) => number;
}

export const LANGUAGES: readonly Language[] = [
  ...Object.entries(SHARES).map(([name, shares]): Language => {
    const letters = new Map(
      shares.split(' ').map((entry) => [entry[0]!, Number(entry.slice(1)) / 100]),
    );
    return {
      name,
      worth(letter) {
        const share = letters.get(letter);
        return share === undefined ? FOREIGN : 1 + 0.12 * Math.log(share / 0.1);
      },
    };
  }),
  ...Object.entries(SCRIPTS).map(([name, [script, worth]]) => ({
    name,
    worth: (letter: string) => (script.test(letter) ? worth : FOREIGN),
  })),
  { name: 'Western', worth: (letter) => (WESTERN.includes(letter) ? MIXED : FOREIGN) },
];

const EVERYDAY_HANGUL = new Set(
  '이다는을의에가로하고지사기시인대한자정도일수리아어나부해서전보상제동주장구공국여비성라게안오원문관연조용산영계설점유간생명중치발작업품량불검온압력합격담당분호기종료체교환청소속멈센',
);
const EVERYDAY_IDEOGRAPHS = new Set(
  [
    // Simplified
    '的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知样现分将外但身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产入先山五太水万市眼体别处总才场师书比住员九笑性通目华报立马命张活难神数件安表原车白应路期叫死常提感金何更反合放做系计或司利受光王果亲界及今京务制解各任至清物台象记边共风战干接它许八特觉望直服毛林题建南度统色字请交爱让认算论百吃义科怎元社术结六功指思非流每青管夫连远资队跟带花快条院变联言权往展该领传近留红治决周保达办运武半候七必城父强步完革深区即求品士转量空甚众技轻程告江语英基派满式李息写呢识极令黄德收脸钱党倒未持取设始版双历越史商千片容研像找友孩站广改议形委早房音火际则首单据导影失拿网香似斯专石若兵弟谁校读志飞观争究包组造落视济喜离虽坏围铁生产日期时间数量单价金额合计产品名称编号车间班组设备停机原因产量合格率温度压力转速检验结果操作员备注上海广州深圳工厂线客户订单库存',
    // Japanese
    '工場製品数量在庫入荷出荷日付時間担当者備考単価金額合計売上部品番号名称顧客会社株式東京大阪名古屋横浜福岡札幌県市区町村年月日曜午前後不良停止設備稼働率温度圧力回転速度検査結果良否作業員班長記録原因対策状況開始終了予定実績計画',
    // Traditional
    '這來國個說們為時會著過學對裡後麼發當開經頭動兩長樣現將與進實點種聲話幾業間電門東氣關產場報馬張難數應總車單據廠停機線設備檢查更換溫度壓力備註機台班別高雄新竹客戶訂單庫存金額規格異常維修處理確認員號斷帶換輪',
  ].flatMap((chars) => [...chars]),
);

/** True for a character of everyday texts in Chinese, Japanese or Korean; a rough measure that tells text from bytes read wrongly. */
export function isEveryday(char: string): boolean {
  return EVERYDAY_IDEOGRAPHS.has(char) || EVERYDAY_HANGUL.has(char);
}
