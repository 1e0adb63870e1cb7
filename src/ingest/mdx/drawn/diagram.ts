import { hash } from 'node:crypto';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { Graphviz } from '@hpcc-js/wasm-graphviz';
import { cleanSvg } from '#ingest/media/cleanSvg.ts';
import { escapeMarkup } from '#model/words/escapeMarkup.ts';
import type { Diagram, Drawn } from './drawing.ts';
import { mermaidAsDot } from './mermaidAsDot.ts';

/** A diagram as SVG, and below it in words for those who do not see it. */
export async function diagram({ language, title, text }: Diagram): Promise<Drawn> {
  const read = language === 'dot' ? { dot: text, flaws: [] } : mermaidAsDot(text);
  if (read.flaws.length > 0) return { html: '', flaws: read.flaws };
  const graphviz = await ready();
  try {
    const svg = graphviz.layout(withDefaults(read.dot), 'svg', 'dot');
    const words = inWords(JSON.parse(graphviz.layout(read.dot, 'dot_json', 'dot')));
    const lost =
      /<(?:[\w-]+:)?(a|image)\b/.exec(svg)?.[1] ?? (PICTURED.test(read.dot) ? 'image' : undefined);
    if (lost !== undefined)
      return {
        html: '',
        flaws: [
          {
            found: `the diagram holds ${lost === 'a' ? 'a link (URL or href)' : 'a picture (image)'}`,
            fix:
              lost === 'a'
                ? 'remove it, and link to the page in a sentence below'
                : 'remove it, and show the picture with ![what it shows](file.png)',
          },
        ],
      };
    return { html: figure(svg, title, words), flaws: [] };
  } catch (error) {
    const [, line = '1', near = ''] =
      /syntax error in line (\d+)(?: near (.*))?/.exec((error as Error).message) ?? [];
    return {
      html: '',
      flaws: [
        {
          line: Number(line),
          found: `the diagram cannot be read${near === '' ? '' : ` near ${near.trim()}`}`,
          fix: 'correct it; how it is written: https://graphviz.org/doc/info/lang.html',
        },
      ],
    };
  }
}

/** A picture that is not found is left out without a word. */
const PICTURED = /[[;,\s](?:image|shapefile)\s*=|<img\s/i;

let loaded: Promise<Graphviz> | undefined;

/** WebAssembly that is loaded once, and only where a text has a diagram. */
function ready(): Promise<Graphviz> {
  const path = createRequire(import.meta.url).resolve('@hpcc-js/wasm-graphviz');
  loaded ??= import(/* @vite-ignore */ pathToFileURL(path).href).then(
    (module: { Graphviz: typeof Graphviz }) => module.Graphviz.load(),
  );
  return loaded;
}

/** The defaults of the portal before those of the author: no ground, letters without serifs, boxes. */
function withDefaults(dot: string): string {
  const at = dot.indexOf('{') + 1;
  const defaults =
    'graph [bgcolor=transparent fontname=Helvetica fontsize=13] node [shape=box fontname=Helvetica fontsize=13] edge [fontname=Helvetica fontsize=12];';
  return at === 0 ? dot : `${dot.slice(0, at)}${defaults}${dot.slice(at)}`;
}

function figure(svg: string, title: string | null, words: readonly string[]): string {
  const drawing = cleanSvg(svg);
  const mark = `d${hash('sha256', svg).slice(0, 8)}-`;
  const inked = (drawing?.svg ?? '')
    .replaceAll(/<title>[\s\S]*?<\/title>/g, '')
    .replaceAll(/ font-family="[^"]*"| xml:space="preserve"| class="[^"]*"/g, '')
    .replaceAll(/ id="([^"]*)"/g, ` id="${mark}$1"`)
    .replaceAll(/url\(#([^)]*)\)/g, `url(#${mark}$1)`);
  const hasColours = /(?:fill|stroke)="(?!none|black|transparent|white|url)/.test(inked);
  const drawn = hasColours
    ? inked
    : inked
        .replaceAll(/(fill|stroke)="black"/g, '$1="currentColor"')
        .replaceAll('<text ', '<text fill="currentColor" ');
  const caption = title === null ? '' : `<figcaption>${escapeMarkup(title)}</figcaption>`;
  const list = words.map((one) => `<li>${escapeMarkup(one)}</li>`).join('');
  return `<figure class="diagram${hasColours ? ' own-colours' : ''}"><div class="scroll" tabindex="0" role="group" aria-label="${escapeMarkup(title ?? 'Diagram')}">${drawn.replace('<svg ', '<svg aria-hidden="true" ')}</div><ul class="sr-only">${list}</ul>${caption}</figure>`;
}

interface Laid {
  /** So many of the objects, the first ones, are groups of others. */
  _subgraph_cnt?: number;
  objects?: { name: string; label?: string; nodes?: number[] }[];
  edges?: { tail: number; head: number; label?: string }[];
}

/** `Pressure 0? → Open: yes`, one sentence an arrow; what no arrow touches by itself. */
function inWords({ objects = [], edges = [], _subgraph_cnt: groups = 0 }: Laid): string[] {
  const names = objects.map(({ name, label }, index) =>
    // A group without a label is not seen, and a box without one has its name.
    plain(index < groups ? (label ?? '') : label === undefined || label === '\\N' ? name : label),
  );
  const touched = new Set(edges.flatMap(({ tail, head }) => [tail, head]));
  const alone = names.filter(
    (name, index) => index >= groups && !touched.has(index) && name !== '',
  );
  const zones = objects
    .slice(0, groups)
    .flatMap(({ nodes = [] }, index) =>
      names[index] === ''
        ? []
        : [`${names[index]}: ${nodes.map((node) => names[node]).join(', ')}`],
    );
  const arrows = edges.map(({ tail, head, label }) => {
    const says = plain(label ?? '');
    return `${names[tail]} → ${names[head]}${says === '' ? '' : `: ${says}`}`;
  });
  return [...alone, ...arrows, ...zones];
}

const plain = (label: string) =>
  label
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\\[nlr]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
