import { strFromU8, strToU8 } from 'fflate';

type Files = Record<string, Uint8Array>;

/**
 * Puts right what PptxGenJS 4.0.1 writes against the schema of Office Open XML (ECMA-376), so that PowerPoint opens the deck
 * without a repair: parts that are named and absent, elements out of their order (its issues 1443, 1444 and 1449).
 */
export function repairDeck(files: Files, language: string): Files {
  const there = new Set(Object.keys(files));
  const repaired: Files = {};
  for (const [name, bytes] of Object.entries(files)) {
    if (name.endsWith('/')) continue;
    const repair = repairOf(name, there, language);
    repaired[name] = repair ? strToU8(repair(strFromU8(bytes))) : bytes;
  }
  return repaired;
}

function repairOf(
  name: string,
  there: ReadonlySet<string>,
  language: string,
): ((xml: string) => string) | null {
  if (name === '[Content_Types].xml') return (xml) => withoutAbsentParts(xml, there);
  if (name === 'ppt/presentation.xml') return notesMasterFirst;
  if (name.startsWith('ppt/charts/chart') && name.endsWith('.xml')) return chartInOrder;
  if (/^ppt\/(slides|slideMasters|slideLayouts|notesSlides)\/[^/]+\.xml$/.test(name))
    return (xml) => inLanguage(firstPropertiesOnly(headedTables(xml)), language);
  return null;
}

function withoutAbsentParts(xml: string, there: ReadonlySet<string>): string {
  return xml.replaceAll(/<Override PartName="\/([^"]+)"[^>]*\/>/g, (whole, part: string) =>
    there.has(part) ? whole : '',
  );
}

/** CT_Presentation: masters of slides, of notes and of handouts come before the slides. */
function notesMasterFirst(xml: string): string {
  const notes = /<p:notesMasterIdLst>.*?<\/p:notesMasterIdLst>/s.exec(xml)?.[0];
  return notes
    ? xml.replace(notes, '').replace('</p:sldMasterIdLst>', `</p:sldMasterIdLst>${notes}`)
    : xml;
}

/** A lined chart begins with its grouping and stands on two axes; labels of an axis are skipped after their offset. */
function chartInOrder(xml: string): string {
  const axes = new Set(
    [...xml.matchAll(/<c:(?:cat|val)Ax>\s*<c:axId val="(\d+)"/g)].map((match) => match[1]),
  );
  return xml
    .replaceAll(/<c:lineChart>(?!\s*<c:grouping)/g, '<c:lineChart><c:grouping val="standard"/>')
    .replaceAll(/<c:lineChart>.*?<\/c:lineChart>/gs, (chart) =>
      chart
        .replaceAll(/<c:invertIfNegative[^>]*\/>/g, '')
        .replaceAll(/<c:axId val="(\d+)"\/>/g, (whole, id: string) => (axes.has(id) ? whole : ''))
        .replaceAll(/<c:ser>.*?<\/c:ser>/gs, lineInOrder),
    )
    .replaceAll(/<c:catAx>.*?<\/c:catAx>/gs, (axis) => {
      const skip = /<c:tickLblSkip[^>]*\/>/.exec(axis)?.[0];
      return skip
        ? axis.replaceAll(skip, '').replace(/<c:lblOffset[^>]*\/>/, (offset) => offset + skip)
        : axis;
    })
    .replace('<c:roundedCorners val="1"/>', '<c:roundedCorners val="0"/>');
}

/** CT_LineSer: the marks of points come before their labels. Signals are marks without a line. */
function lineInOrder(series: string): string {
  const marker = /<c:marker>.*?<\/c:marker>/s.exec(series)?.[0];
  const ordered = marker
    ? series.replace(marker, '').replace('<c:dLbls>', `${marker}<c:dLbls>`)
    : series;
  if (!ordered.includes('<c:v>Signals</c:v>')) return ordered;
  return ordered
    .replace('<c:symbol val="none"/>', '<c:symbol val="circle"/>')
    .replace(/<a:ln w="25400"[^>]*>.*?<\/a:ln>/s, '<a:ln><a:noFill/></a:ln>');
}

/** A paragraph has its properties once, before its first run. */
function firstPropertiesOnly(xml: string): string {
  return xml
    .replaceAll('<a:t>null</a:t>', '<a:t></a:t>')
    .replaceAll(/<a:p>.*?<\/a:p>/gs, (paragraph) => {
      const first = /^<a:p>(<a:pPr(?:[^>]*\/>|.*?<\/a:pPr>))/s.exec(paragraph)?.[1] ?? '';
      const rest = paragraph.slice('<a:p>'.length + first.length);
      return `<a:p>${first}${rest.replaceAll(/<a:pPr[^>]*\/>|<a:pPr[^>]*>.*?<\/a:pPr>/gs, '')}`;
    });
}

/** Screen readers announce the first row of a table as its head only where the table says so. */
function headedTables(xml: string): string {
  return xml.replaceAll('<a:tblPr/>', '<a:tblPr firstRow="1"/>');
}

function inLanguage(xml: string, language: string): string {
  return xml.replaceAll(/ lang="en-US"/g, ` lang="${language}"`);
}
