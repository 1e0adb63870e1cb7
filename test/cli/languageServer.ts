import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

export interface Diagnostic {
  message: string;
  range: { start: { line: number; character: number } };
}

interface Message {
  id?: number;
  method?: string;
  params?: { uri: string; diagnostics: Diagnostic[] };
  result?: unknown;
}

/** Red Hat's yaml-language-server, which editors run, spoken to as an editor does. */
export class LanguageServer {
  private readonly child: ChildProcess;
  private readonly answers = new Map<number, (result: unknown) => void>();
  private readonly published = new Map<string, (found: Diagnostic[]) => void>();
  private held = Buffer.alloc(0);
  private next = 1;

  constructor() {
    const manifest = createRequire(import.meta.url).resolve('yaml-language-server/package.json');
    const program = join(dirname(manifest), 'bin/yaml-language-server');
    this.child = spawn(process.execPath, [program, '--stdio'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.child.stdout?.on('data', (chunk: Buffer) => this.take(chunk));
  }

  async start(folder: string): Promise<void> {
    const rootUri = pathToFileURL(folder).href;
    await this.ask('initialize', { processId: process.pid, rootUri, capabilities: {} });
    this.tell('initialized', {});
    const yaml = { validate: true, completion: true, hover: true, schemaStore: { enable: false } };
    this.tell('workspace/didChangeConfiguration', { settings: { yaml } });
  }

  /** What it finds wrong with a file. */
  open(path: string, text: string): Promise<Diagnostic[]> {
    const uri = pathToFileURL(path).href;
    const found = new Promise<Diagnostic[]>((done) => this.published.set(uri, done));
    this.tell('textDocument/didOpen', {
      textDocument: { uri, languageId: 'yaml', version: 1, text },
    });
    return found;
  }

  /** The words that it proposes at a place, both counted from 0. */
  async complete(path: string, line: number, character: number): Promise<string[]> {
    const result = await this.ask('textDocument/completion', place(path, line, character));
    const items = Array.isArray(result) ? result : (result as { items: unknown[] }).items;
    return items.map((item) => String((item as { label: string }).label));
  }

  async hover(path: string, line: number, character: number): Promise<string> {
    return JSON.stringify(await this.ask('textDocument/hover', place(path, line, character)));
  }

  stop(): void {
    this.child.kill();
  }

  private ask(method: string, params: object): Promise<unknown> {
    const id = this.next++;
    this.send({ jsonrpc: '2.0', id, method, params });
    return new Promise((done) => this.answers.set(id, done));
  }

  private tell(method: string, params: object): void {
    this.send({ jsonrpc: '2.0', method, params });
  }

  private send(message: object): void {
    const body = JSON.stringify(message);
    this.child.stdin?.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  private take(chunk: Buffer): void {
    this.held = Buffer.concat([this.held, chunk]);
    for (;;) {
      const head = this.held.indexOf('\r\n\r\n');
      const length = Number(/Content-Length: (\d+)/.exec(this.held.toString('latin1'))?.[1]);
      if (head < 0 || this.held.length < head + 4 + length) return;
      const body = this.held.subarray(head + 4, head + 4 + length).toString();
      this.held = this.held.subarray(head + 4 + length);
      this.heard(JSON.parse(body) as Message);
    }
  }

  private heard({ id, method, params, result }: Message): void {
    if (method === 'textDocument/publishDiagnostics' && params)
      this.published.get(params.uri)?.(params.diagnostics);
    else if (method !== undefined && id !== undefined)
      // It asks the editor for settings; there are none beside those it got.
      this.send({ jsonrpc: '2.0', id, result: method === 'workspace/configuration' ? [{}] : null });
    else if (id !== undefined) this.answers.get(id)?.(result);
  }
}

function place(path: string, line: number, character: number) {
  return { textDocument: { uri: pathToFileURL(path).href }, position: { line, character } };
}
