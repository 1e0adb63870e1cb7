import { enableCompileCache } from 'node:module';

// The thread that `Finisher` starts. Code compiled once is kept here too, which a thread has to ask for itself.
enableCompileCache();
await import('./finish.ts');
