import type { Translatable } from '#model/language/inLanguage.ts';
import type { Reset } from '#model/run/run.ts';
import type { IsoDate } from '#model/time/date.ts';
import type { Lens } from './lens.ts';
import type { Approval, Revision, TextMarks } from './approval.ts';
import type { BodyNode, Heading } from './body.ts';
import type { RevisionText } from './revisionText.ts';

export type { BodyNode, Heading } from './body.ts';

export interface Playbook extends Translatable {
  id: string;
  file: string;
  title: string;
  summary: string;
  /** For whom it is written: Maintenance technicians and shift leads. */
  readers?: string | undefined;
  /** Ids that it had before. */
  aliases?: string[] | undefined;
  /** Who may know of it; absent: everybody. */
  audience?: string | undefined;
  lenses: Lens[];
  phase?: string | undefined;
  goals: string[];
  metrics: string[];
  initiatives: string[];
  owner?: string | undefined;
  reviewed?: IsoDate | undefined;
  /** Plants and lines that work by it; where both are absent, all do. */
  sites?: string[] | undefined;
  lines?: string[] | undefined;
  /** Plants that followed it and were accepted. */
  provedAt: {
    site: string;
    review?: string | undefined;
    /** First day on which the plant worked by it. */
    since?: IsoDate | undefined;
    /** The revision that it followed first. */
    revision?: string | undefined;
  }[];
  reviewEveryDays: number;
  /** Hashes of the whole text as it was written, whatever of it an edition shows. */
  marks?: TextMarks | undefined;
  /** Oldest first. */
  revisions: Revision[];
  /** What earlier revisions said, by the hash of their text: those that the history of the repository has. */
  earlier?: Record<string, RevisionText>;
  /** Roles that must approve the text before it holds. */
  approvedBy: string[];
  approvals: Approval[];
  /** When its ticks end by themselves on a device. */
  resetEvery: Reset;
  /** What somebody enters who says that the text was read: initials, a personnel number. */
  acknowledge?: string | undefined;
  /** What is entered before the first tick: a work order, a machine. */
  asks?: string | undefined;
  /** Folders under `content/playbooks/` that it is in, outermost first. */
  folder?: readonly string[] | undefined;
  /** Playbooks that are done before it, and that follow it. */
  needs?: string[] | undefined;
  then?: string[] | undefined;
  /** A draft is read and checked, and shown by `trilens dev` alone. */
  draft?: boolean | undefined;
  /** Before that day it is like a draft. */
  publishedFrom?: IsoDate | undefined;
  /** Reached by its address and by links alone. */
  unlisted?: boolean | undefined;
  tags: string[];
  order: number;
  body: BodyNode[];
  headings: Heading[];
}
