import { posix } from 'node:path';
import { strFromU8, strToU8, unzipSync } from 'fflate';
import { ProblemsFound } from '#model/problem.ts';

type Files = Record<string, Uint8Array>;

/** The company's own slides: its layouts, fonts, colours and pictures. */
export interface Template {
  /** The part of the master that is first in the template. */
  master: string;
  /** Layouts for the cover and for every other slide. */
  cover: string;
  section: string;
  files: Files;
}

const WIDE = { cx: 12_192_000, cy: 6_858_000 };
const LAYOUT = /<p:sldLayout\b[^>]*?\btype="(\w+)"/;

/** Reads `content/reports/template.pptx`; an error names what it lacks and what it has. */
export function readTemplate(bytes: Uint8Array, file: string): Template {
  const wrong = (found: string, allowed: string, fix: string) =>
    new ProblemsFound([
      {
        code: 'content/template',
        severity: 'error',
        file,
        line: null,
        column: null,
        found,
        allowed,
        fix,
      },
    ]);
  let files: Files;
  try {
    files = unzipSync(bytes);
  } catch {
    throw wrong('it is no PowerPoint file', 'a .pptx or .potx', 'save it again from PowerPoint');
  }
  const presentation = textOf(files, 'ppt/presentation.xml');
  const size = /<p:sldSz\b[^>]*\bcx="(\d+)"[^>]*\bcy="(\d+)"/.exec(presentation);
  if (Number(size?.[1]) !== WIDE.cx || Number(size?.[2]) !== WIDE.cy)
    throw wrong(
      `its slides are ${inches(size?.[1])} × ${inches(size?.[2])} inches`,
      '13.33 × 7.5 inches (16:9)',
      'choose Design, Slide size, Widescreen in PowerPoint',
    );
  const first = /<p:sldMasterId\b[^>]*\br:id="([^"]+)"/.exec(presentation)?.[1] ?? '';
  const master = targetsOf(files, 'ppt/presentation.xml').get(first) ?? '';
  const layouts = [...targetsOf(files, master).values()].filter((part) =>
    part.startsWith('ppt/slideLayouts/'),
  );
  const typed = new Map(
    layouts.toReversed().map((part) => [LAYOUT.exec(textOf(files, part))?.[1] ?? 'none', part]),
  );
  const cover = typed.get('title');
  const section = typed.get('titleOnly');
  if (!cover || !section)
    throw wrong(
      `its first master lacks the layout ${cover ? '"Title Only"' : '"Title Slide"'}; it has ${[...typed.keys()].toSorted().join(', ') || 'none'}`,
      'layouts of the types title and titleOnly',
      'insert the layout in View, Slide Master',
    );
  return { master, cover, section, files };
}

/** The deck with the template's master, layouts, fonts and colours in place of its own. */
export function inTemplate(deck: Files, template: Template): Files {
  const kept = Object.fromEntries(
    Object.entries(deck).filter(
      ([name]) => !/^ppt\/(?:slideMasters|slideLayouts|theme)\//.test(name),
    ),
  );
  const taken = partsBelow(template.files, template.master);
  const files: Files = { ...kept };
  for (const part of taken) {
    files[part] = template.files[part]!;
    const relations = relationsOf(part);
    if (template.files[relations]) files[relations] = template.files[relations];
  }
  // The master of the notes has a theme of its own.
  const notesTheme = 'ppt/theme/themeOfNotes.xml';
  if (deck['ppt/theme/theme1.xml']) files[notesTheme] = deck['ppt/theme/theme1.xml'];
  edit(files, 'ppt/notesMasters/_rels/notesMaster1.xml.rels', (xml) =>
    xml.replace(/\.\.\/theme\/theme1\.xml/, '../theme/themeOfNotes.xml'),
  );
  edit(files, 'ppt/_rels/presentation.xml.rels', (xml) =>
    xml
      .replace(/slideMasters\/slideMaster1\.xml/, template.master.replace(/^ppt\//, ''))
      .replace(/theme\/theme1\.xml/, themeOf(template).replace(/^ppt\//, '')),
  );
  edit(files, 'ppt/presentation.xml', (xml) =>
    xml.replace(/(<p:sldMasterId id=")\d+/, `$1${masterId(template)}`),
  );
  edit(files, '[Content_Types].xml', (xml) => contentTypes(xml, { template, taken, files }));
  for (const name of Object.keys(files)) {
    const slide = /^ppt\/slides\/slide(\d+)\.xml$/.exec(name)?.[1];
    if (slide === undefined) continue;
    const layout = slide === '1' ? template.cover : template.section;
    edit(files, name, (xml) => inLayout(xml, slide === '1' ? coverTitle(template) : 'title'));
    edit(files, relationsOf(name), (xml) =>
      xml.replace(/\.\.\/slideLayouts\/slideLayout\d+\.xml/, `../${layout.replace(/^ppt\//, '')}`),
    );
  }
  return files;
}

/** The title in the place, size and font of the layout, and all other words in the fonts of the theme. */
function inLayout(xml: string, titleType: string): string {
  return xml
    .replaceAll(
      /<p:sp>(?:(?!<\/p:sp>)[\s\S])*?<p:ph\b[^>]*type="title"[\s\S]*?<\/p:sp>/g,
      (shape) =>
        shape
          .replace(/<p:ph\b[^>]*?\/>/, `<p:ph type="${titleType}"/>`)
          .replace(/<p:spPr>[\s\S]*?<\/p:spPr>/, '<p:spPr/>')
          .replace(/<a:bodyPr\b[\s\S]*?<\/a:bodyPr>/, '<a:bodyPr><a:normAutofit/></a:bodyPr>')
          .replaceAll(/<a:pPr\b[\s\S]*?<\/a:pPr>/g, '')
          .replaceAll(/<a:rPr lang="([^"]*)"[\s\S]*?<\/a:rPr>/g, '<a:rPr lang="$1" dirty="0"/>')
          .replaceAll(
            /<a:endParaRPr lang="([^"]*)"[^>]*\/>/g,
            '<a:endParaRPr lang="$1" dirty="0"/>',
          ),
    )
    .replaceAll(/typeface="Georgia"/g, 'typeface="+mj-lt"')
    .replaceAll(/<a:latin typeface="Calibri"/g, '<a:latin typeface="+mn-lt"')
    .replaceAll(/<a:ea typeface="(?:Calibri|\+mj-lt)"/g, '<a:ea typeface="+mn-ea"')
    .replaceAll(/<a:cs typeface="(?:Calibri|\+mj-lt)"/g, '<a:cs typeface="+mn-cs"');
}

/** Title slides of PowerPoint have a centred title. */
function coverTitle({ files, cover }: Template): 'title' | 'ctrTitle' {
  return /<p:ph\b[^>]*type="ctrTitle"/.test(textOf(files, cover)) ? 'ctrTitle' : 'title';
}

function themeOf({ files, master }: Template): string {
  return [...targetsOf(files, master).values()].find((part) => part.startsWith('ppt/theme/')) ?? '';
}

/** Its number in the template: those of its layouts follow it and may be no other's. */
function masterId({ files }: Template): string {
  return (
    /<p:sldMasterId\b[^>]*\bid="(\d+)"/.exec(textOf(files, 'ppt/presentation.xml'))?.[1] ??
    '2147483648'
  );
}

function contentTypes(
  xml: string,
  { template, taken, files }: { template: Template; taken: readonly string[]; files: Files },
): string {
  const own = textOf(template.files, '[Content_Types].xml');
  const without = xml.replaceAll(
    /<Override PartName="\/([^"]+)"[^>]*\/>/g,
    (entry, part: string) => (part in files && !taken.includes(part) ? entry : ''),
  );
  const overrides = [...own.matchAll(/<Override\b[^>]*PartName="\/([^"]+)"[^>]*\/>/g)]
    .filter(([, part]) => taken.includes(part ?? ''))
    .map(([entry]) => entry);
  const theme =
    '<Override PartName="/ppt/theme/themeOfNotes.xml" ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>';
  const defaults = [...own.matchAll(/<Default\b[^>]*Extension="([^"]+)"[^>]*\/>/g)]
    .filter(([, extension]) => !new RegExp(`Extension="${extension}"`, 'i').test(without))
    .map(([entry]) => entry);
  return without
    .replace(/(<Types\b[^>]*>)/, `$1${defaults.join('')}`)
    .replace('</Types>', `${overrides.join('')}${theme}</Types>`);
}

/** A part and all that it names, such as layouts, themes and pictures, each once. */
function partsBelow(files: Files, part: string, found = new Set<string>()): string[] {
  if (!files[part] || found.has(part)) return [...found];
  found.add(part);
  for (const below of targetsOf(files, part).values()) partsBelow(files, below, found);
  return [...found];
}

/** Parts inside the file that a part names, by the id of the relation. */
function targetsOf(files: Files, part: string): Map<string, string> {
  const relations = textOf(files, relationsOf(part));
  return new Map(
    [...relations.matchAll(/<Relationship\b[^>]*\/>/g)].flatMap(([entry]) => {
      const id = /\bId="([^"]+)"/.exec(entry)?.[1];
      const target = /\bTarget="([^"]+)"/.exec(entry)?.[1];
      if (!id || !target || /TargetMode="External"/.test(entry)) return [];
      const path = target.startsWith('/')
        ? target.slice(1)
        : posix.join(posix.dirname(part), target);
      return [[id, path] as const];
    }),
  );
}

function relationsOf(part: string): string {
  return `${posix.dirname(part)}/_rels/${posix.basename(part)}.rels`;
}

function edit(files: Files, name: string, change: (xml: string) => string): void {
  const bytes = files[name];
  if (bytes) files[name] = strToU8(change(strFromU8(bytes)));
}

function textOf(files: Files, name: string): string {
  const bytes = files[name];
  return bytes ? strFromU8(bytes) : '';
}

function inches(emu: string | undefined): string {
  return emu === undefined ? '?' : String(Math.round((Number(emu) / 914_400) * 100) / 100);
}
