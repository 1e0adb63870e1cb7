import type { Verbs } from './verb.ts';

/** Every verb, in the order in which people meet them. */
export const VERBS: Verbs = {
  init: {
    does: 'write a small portfolio to start from',
    load: () => import('./init.ts'),
  },
  new: {
    does: 'write a goal, metric, initiative, gate, playbook, report, site or workbook to start from',
    load: () => import('./new.ts'),
    reads: true,
  },
  import: {
    does: 'take contracts and metrics over from dbt or a Data Package',
    load: () => import('./import.ts'),
  },
  build: {
    does: 'build the portal into a folder',
    load: () => import('./build.ts'),
    reads: true,
  },
  check: {
    does: 'read everything and report problems and findings, without building',
    load: () => import('./check.ts'),
    reads: true,
  },
  read: {
    does: 'read any export file, and write it as clean CSV or JSON',
    load: () => import('./read.ts'),
  },
  dev: {
    does: 'show the portal and reload when a file changes',
    load: () => import('./dev.ts'),
    reads: true,
  },
  preview: {
    does: 'serve a built portal',
    load: () => import('./preview.ts'),
  },
  lock: {
    does: 'print the line that keeps the criteria of a gate as they are',
    load: () => import('./lock.ts'),
    reads: true,
  },
  'what-if': {
    does: 'say what a change of the portfolio would do',
    load: () => import('./what-if.ts'),
    reads: true,
  },
  forecast: {
    does: 'make the forecasts of earlier months, and score them',
    load: () => import('./forecast.ts'),
    reads: true,
  },
  translate: {
    does: 'list what is to be translated, write it for translators and read it back',
    load: () => import('./translate.ts'),
    reads: true,
  },
  report: {
    does: 'draft a report from the data',
    load: () => import('./report.ts'),
    reads: true,
  },
  freeze: {
    does: 'keep the numbers of a report as they are',
    load: () => import('./freeze.ts'),
    reads: true,
  },
  schema: {
    does: 'write JSON Schemas, by which an editor helps while you type',
    load: () => import('./schema.ts'),
    reads: true,
  },
  setup: {
    does: 'write the files that publish it every night, or serve it',
    load: () => import('./setup.ts'),
  },
  doctor: {
    does: 'look at what Trilens needs on this machine',
    load: () => import('./doctor.ts'),
  },
  upgrade: {
    does: 'move content to the form that this version wants, with a diff',
    load: () => import('./upgrade.ts'),
  },
  completion: {
    does: 'print the completion of verbs and options for a shell',
    load: () => import('./completion.ts'),
  },
  audit: {
    does: 'prove that an edition holds nothing for a narrower audience',
    load: () => import('./audit.ts'),
    reads: true,
  },
  publish: {
    does: 'put a built portal in place, in one step',
    load: () => import('./publish.ts'),
  },
  rollback: {
    does: 'put an earlier release back in place',
    load: () => import('./rollback.ts'),
  },
  releases: {
    does: 'list the releases in a folder',
    load: () => import('./releases.ts'),
  },
  verify: {
    does: 'prove that a release was not altered',
    load: () => import('./verify.ts'),
  },
};
