import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { hasPart, howToAdd } from '#ingest/optionalPart.ts';
import type { Browser } from 'playwright-core';

/** A browser that can print, and what its output depends on. */
export interface Printer {
  executablePath: string;
  /** Names the version, so that a PDF of another one is not taken for its own. */
  id: string;
  sandbox: boolean;
  /** Fonts that came with it, and are enough for all that `hasOwnFonts` knows; null where it prints with those of the machine. */
  fonts: string | null;
}

/**
 * Chromium from npm where it runs (Linux on x64), else Chrome, Edge or Chromium of this machine, else null. The environment
 * variable `TRILENS_BROWSER` names another, or `none`.
 */
export async function findPrinter(
  chosen: string | undefined = process.env.TRILENS_BROWSER,
): Promise<Printer | null> {
  if (chosen === 'none' || !hasPart('drive')) return null;
  return chosen ? onDisk(chosen) : ((await fromNpm()) ?? (await installed()));
}

/** One sentence on how to get a browser that prints. */
export function howToPrint(): string {
  if (hasNpmBrowser()) return `Add it with ${howToAdd('print')}, or name one in TRILENS_BROWSER.`;
  const driver = hasPart('drive') ? '' : ` and add what drives it with ${howToAdd('drive')}`;
  return `Install Chrome, Edge or Chromium, or name one in TRILENS_BROWSER${driver}.`;
}

/** The platform that the browser from npm is made for. */
function hasNpmBrowser(): boolean {
  return process.platform === 'linux' && process.arch === 'x64';
}

/** Starts it, with its own fonts alone where it has some. What a page asks for is answered from the build; nothing is fetched. */
export async function launch({ executablePath, sandbox, fonts }: Printer): Promise<Browser> {
  const { chromium: playwright } = await import('playwright-core');
  const config = fonts === null ? null : await fontConfig(fonts);
  const browser = await playwright.launch({
    executablePath,
    chromiumSandbox: sandbox,
    headless: true,
    env: { ...process.env, ...(config === null ? {} : { FONTCONFIG_FILE: config }) },
    args: [
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--font-render-hinting=none',
    ],
  });
  if (config !== null)
    browser.once('disconnected', () => rm(dirname(config), { recursive: true, force: true }));
  return browser;
}

/** A configuration that knows the fonts of one folder and none of the machine (https://www.freedesktop.org/software/fontconfig/fontconfig-user.html). */
async function fontConfig(fonts: string): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'trilens-fonts-'));
  const file = join(dir, 'fonts.conf');
  await writeFile(
    file,
    `<?xml version="1.0"?>\n<fontconfig><dir>${fonts}</dir><cachedir>${dir}</cachedir></fontconfig>\n`,
  );
  return file;
}

async function fromNpm(): Promise<Printer | null> {
  if (!hasNpmBrowser()) return null;
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    const { version } = JSON.parse(
      await readFile(
        join(createRequire(import.meta.url).resolve('@sparticuz/chromium'), '../../package.json'),
        'utf8',
      ).catch(() => '{"version":"unknown"}'),
    ) as { version: string };
    return {
      executablePath: await chromium.executablePath(),
      id: `@sparticuz/chromium ${version}`,
      sandbox: false,
      fonts: join(tmpdir(), 'fonts'),
    };
  } catch {
    return null;
  }
}

async function installed(): Promise<Printer | null> {
  const { env } = process;
  const places: Partial<Record<NodeJS.Platform, string[]>> = {
    linux: [
      '/usr/bin/google-chrome-stable',
      '/usr/bin/google-chrome',
      '/usr/bin/chromium',
      '/usr/bin/chromium-browser',
      '/usr/bin/microsoft-edge-stable',
      '/snap/bin/chromium',
    ],
    darwin: [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ],
    win32: [
      'Google\\Chrome\\Application\\chrome.exe',
      'Microsoft\\Edge\\Application\\msedge.exe',
    ].flatMap((path) =>
      [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].flatMap((root) =>
        root ? join(root, path) : [],
      ),
    ),
  };
  const executablePath = places[process.platform]?.find((path) => existsSync(path));
  return executablePath === undefined ? null : onDisk(executablePath);
}

async function onDisk(executablePath: string): Promise<Printer> {
  const { size, mtimeMs } = await stat(executablePath).catch(() => ({ size: 0, mtimeMs: 0 }));
  return {
    executablePath,
    id: `${executablePath} ${size} ${mtimeMs}`,
    sandbox: process.getuid?.() !== 0,
    fonts: null,
  };
}
