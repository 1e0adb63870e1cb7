import { hash } from 'node:crypto';
import { join } from 'node:path';
import { codeHash } from '#ingest/codeHash.ts';
import { isJson, readSealed, writeSealed } from '#ingest/sealedFile.ts';
import type { Keep } from '#model/foresight/earlier.ts';
import type { Foresight } from '#model/foresight/foresightState.ts';

/** What was foreseen for one edition, and the hash of all that it was computed from. */
interface Held {
  from: string;
  foresight: Foresight;
}

/** What earlier builds foresaw, for each edition the newest. A build that finds its inputs unchanged computes none of it again. */
export class KeptForesight {
  private readonly file: string;
  private readonly code: string;
  private readonly held: Map<string, Held>;
  private changed = false;

  private constructor(file: string, code: string, held: Map<string, Held>) {
    this.file = file;
    this.code = code;
    this.held = held;
  }

  static async in(cacheDir: string): Promise<KeptForesight> {
    const file = join(cacheDir, 'foresight.json');
    const [code, held] = await Promise.all([codeHash(), readSealed(file)]);
    return new KeptForesight(file, code, new Map(held as [string, Held][] | null));
  }

  /** For one edition; of two under one name each would push out the other. */
  of(name: string): Keep {
    return (inputs, make) => {
      const from = hash('sha256', `${this.code}\n${JSON.stringify(inputs())}`);
      const known = this.held.get(name);
      if (known?.from === from) return known.foresight;
      const foresight = make();
      // What JSON cannot hold is not kept: it would come back as something else.
      if (isJson(foresight)) {
        this.held.set(name, { from, foresight });
        this.changed = true;
      }
      return foresight;
    };
  }

  /** A cache that cannot be written costs time, never the build. */
  async close(): Promise<void> {
    if (this.changed) await writeSealed(this.file, [...this.held]).catch(() => undefined);
  }
}
