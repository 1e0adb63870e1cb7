import { unzipSync } from 'fflate';
import { Bound } from '#ingest/source/archive.ts';
import { parseXml } from './xml.ts';

/** XML of a sheet is some ten times the table in it. */
const MAX_XML = 128 * 2 ** 20;

/** The parts of an Open Packaging file: looked up by relationships and whatever the case of their names (ECMA-376 part 2). */
export class Package {
  readonly #bytes: Uint8Array;
  readonly #names = new Map<string, string>();
  /** Parts that are not counted from the start, since pictures and the like are never read: their sizes, packed and not. */
  readonly #others = new Map<string, { size: number; originalSize: number }>();
  readonly #bound: Bound;

  /** Refuses what would expand to more than is read before any of it is expanded. */
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#bound = new Bound(bytes.length, MAX_XML);
    let taken = 0;
    unzipSync(bytes, {
      filter: ({ name, size, originalSize }) => {
        this.#names.set(normal(name), name);
        taken += size;
        if (/\.(xml|rels)$/i.test(name)) this.#bound.add(originalSize, taken);
        else this.#others.set(name, { size, originalSize });
        return false;
      },
    });
  }

  /** The text of a part; null where the package has none of that name. */
  text(path: string): string | null {
    const name = this.#names.get(normal(path));
    if (name === undefined) return null;
    // A sheet may have any name.
    const other = this.#others.get(name);
    if (other) this.#bound.add(other.originalSize, other.size);
    const files = unzipSync(this.#bytes, { filter: (file) => file.name === name });
    const bytes = files[name] as Uint8Array;
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (buffer[0] === 0xff && buffer[1] === 0xfe) return buffer.toString('utf16le').slice(1);
    return buffer.toString('utf8').replace(/^\ufeff/, '');
  }

  /** What a part refers to: its targets by id, with the last word of their type. The package itself is the part ''. */
  relations(part: string): Map<string, { type: string; target: string }> {
    const folder = part.includes('/') ? part.slice(0, part.lastIndexOf('/') + 1) : '';
    const xml = this.text(`${folder}_rels/${part.slice(folder.length)}.rels`);
    const found = new Map<string, { type: string; target: string }>();
    if (xml === null) return found;
    parseXml(xml, {
      open: (name, attributes) => {
        if (name !== 'Relationship') return;
        const { Id = '', Type = '', Target = '', TargetMode } = attributes();
        if (TargetMode === 'External') return;
        found.set(Id, {
          type: Type.slice(Type.lastIndexOf('/') + 1),
          target: resolved(folder, Target),
        });
      },
    });
    return found;
  }
}

function normal(name: string): string {
  return name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase();
}

/** A target is relative to the folder of its part, or begins with a slash. */
function resolved(folder: string, target: string): string {
  const path = target.replaceAll('\\', '/');
  const steps = (path.startsWith('/') ? path : folder + path).split('/');
  const way: string[] = [];
  for (const step of steps) {
    if (step === '..') way.pop();
    else if (step !== '.' && step !== '') way.push(step);
  }
  return way.join('/');
}
