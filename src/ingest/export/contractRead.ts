import { dirname, matchesGlob, relative, resolve, sep } from 'node:path';
import type { QuarantinedRow } from '#model/record/export.ts';
import { problemLine } from '#model/problem.ts';
import { pathsOf, readContracts, type PlacedResource } from '#ingest/contract/contract.ts';
import { readPart, type ReadPart, type Refusal } from './readPart.ts';
import { askedOf } from '#ingest/source/asked.ts';
import { openSource } from '#ingest/source/open.ts';
import { BadSource } from '#ingest/source/part.ts';
import type { Source } from '#ingest/source/source.ts';

/** The resources of a contract, and the folder that their paths are relative to. */
export interface ReadContracts {
  folder: string;
  file: string;
  resources: PlacedResource[];
  problems: string[];
}

export interface ContractPart {
  label: string;
  name: string;
  resource: string;
  detected: string[];
  header: string[];
  rows: string[][];
  quarantine: QuarantinedRow[];
  refusals: Refusal[];
  /** Lines that hold no row, and why. */
  ignored: ReadPart['ignored'];
  counts: { rowsIn: number; accepted: number; setAside: number; ignored: number };
}

export async function contractsOf(file: string): Promise<ReadContracts> {
  const { contracts, problems } = await readContracts(dirname(file), file);
  return {
    folder: dirname(file),
    file,
    resources: contracts.resources,
    problems: problems.map(problemLine),
  };
}

/** Reads a file as the resource says that names it; a contract of one resource is for every file. */
export async function contractRead(
  source: Source,
  file: string,
  contracts: ReadContracts,
): Promise<ContractPart[]> {
  const path = relative(contracts.folder, resolve(file)).split(sep).join('/');
  const entry =
    contracts.resources.find((resource) =>
      pathsOf(resource).some((pattern) => pattern === path || matchesGlob(path, pattern)),
    ) ?? (contracts.resources.length === 1 ? contracts.resources[0] : undefined);
  if (!entry)
    throw new BadSource(
      'read/no-resource',
      `no resource of ${contracts.file} names this file`,
      'no resource names it',
      'add its path to a resource, or read it without --contract',
      contracts.resources.flatMap(pathsOf).join(', '),
    );
  // Which sites there are, the portfolio says and not the contract: here their names are only text.
  const parts = await openSource(source, askedOf(entry));
  return parts.map((part) => {
    const read = readPart(part, { ...entry, trilens: { ...entry.trilens, site: undefined } }, []);
    return {
      label: part.label,
      name: (part.path.split(' › ').at(-1) ?? part.path).split(/[\\/]/).at(-1)!,
      resource: entry.name,
      detected: [
        ...(read.file?.detected ?? []),
        ...read.doubts.map(({ sentence }) => `doubt: ${sentence}`),
      ],
      header: entry.schema.fields.map((field) => field.name),
      rows: read.rows.map((row) => row.cells.map((cell) => (cell === null ? '' : String(cell)))),
      quarantine: read.quarantine,
      refusals: read.refusals,
      ignored: read.ignored,
      counts: {
        rowsIn: read.file?.rowsIn ?? 0,
        accepted: read.file?.accepted ?? 0,
        setAside: read.file?.quarantined ?? 0,
        ignored: read.file?.ignored ?? 0,
      },
    };
  });
}
