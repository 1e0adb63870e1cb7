import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { uuidOf } from '#publish/feeds/identity.ts';

/**
 * Prints the bill of materials of what is shipped (CycloneDX), the same bytes from the same lock file: npm's own has a time and a
 * number of its own in each run, the name of the folder, and the version of npm.
 */
const { name, optionalDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  name: string;
  optionalDependencies: Record<string, string>;
};
const printed = execFileSync(
  'npm',
  ['sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev', '--package-lock-only'],
  {
    maxBuffer: 1e8,
  },
);
const bill = JSON.parse(printed.toString()) as {
  serialNumber: string;
  metadata: { timestamp?: string; tools?: unknown; component: { name: string } };
  components: { 'bom-ref': string; name: string }[];
  dependencies: { ref: string; dependsOn: string[] }[];
};
delete bill.metadata.timestamp;
delete bill.metadata.tools;
bill.metadata.component.name = name;
// Node comes with a checkout and not with the package.
const shipped = (ref: string) => !(ref.replace(/@[^@]*$/, '') in optionalDependencies);
bill.components = bill.components.filter((component) => shipped(component['bom-ref']));
bill.dependencies = bill.dependencies
  .filter(({ ref }) => shipped(ref))
  .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter(shipped) }));
bill.components.sort((a, b) => (a['bom-ref'] < b['bom-ref'] ? -1 : 1));
bill.dependencies.sort((a, b) => (a.ref < b.ref ? -1 : 1));
bill.serialNumber = `urn:uuid:${uuidOf(name, JSON.stringify(bill.components))}`;
console.log(JSON.stringify(bill, null, 2));
