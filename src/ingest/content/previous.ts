import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Audience } from '#model/record/audience.ts';
import { ProblemsFound, type Problem } from '#model/problem.ts';
import type { Standing } from '#model/record/standing.ts';
import type { Subscribed } from '#model/record/subscribed.ts';
import { standingSchema } from '#ingest/schemas/standing.ts';
import { subscribedSchema } from '#ingest/schemas/subscribed.ts';

const PATIENCE = 30_000;
const KNOWN = 1;

const documentSchema = z.looseObject({
  version: z.literal(KNOWN),
  asOf: z.iso.date(),
  audience: z.string().nullish(),
  standing: standingSchema,
  subscribed: subscribedSchema.nullish(),
});

/** What a build takes from an earlier one. */
export interface Previous {
  standing: Standing;
  /** Null in what builds wrote that did not publish it. */
  subscribed: Subscribed | null;
}

/** Where an earlier build for the same audience stood, from its `/api/portfolio.json`: a file or an address. Whatever cannot be compared is an error, and nothing is published. */
export async function readPrevious(place: string, audience: Audience | null): Promise<Previous> {
  const text = await (/^https?:/.test(place) ? fetched(place) : readFile(place, 'utf8')).catch(
    (error: NodeJS.ErrnoException) => {
      throw refusal(
        place,
        `it cannot be read: ${error.code === 'ENOENT' ? 'there is no such file' : error.message}`,
        'name the portfolio.json of the portal that is published, or leave --previous out',
      );
    },
  );
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw refusal(
      place,
      'it is not JSON',
      'name the document /api/portfolio.json of an earlier build, not a page',
    );
  }
  const head = value as { version?: unknown; asOf?: unknown; standing?: unknown } | null;
  if (typeof head !== 'object' || head === null || !('version' in head) || !('asOf' in head))
    throw refusal(
      place,
      'it is not a portfolio document: version and asOf are missing',
      'name the document /api/portfolio.json of an earlier build',
    );
  if (head.version !== KNOWN)
    throw refusal(
      place,
      `it has version ${String(head.version)}`,
      'build once without --previous; the next build can compare with it',
      String(KNOWN),
    );
  if (head.standing === undefined)
    throw refusal(
      place,
      'it comes from a build that did not publish where the portfolio stood',
      'build once without --previous; the next build can compare with it',
    );
  const parsed = documentSchema.safeParse(value);
  if (!parsed.success)
    throw refusal(
      place,
      `${parsed.error.issues[0]?.path.join('.')}: ${parsed.error.issues[0]?.message}`,
      'it was altered; build once without --previous',
    );
  const theirs = parsed.data.audience ?? null;
  if (theirs !== audience)
    throw refusal(
      place,
      `it is the edition for ${theirs ?? 'everybody'}, and this one is for ${audience ?? 'everybody'}`,
      'name the same edition; in --previous {audience} stands for the name of each',
    );
  return { standing: parsed.data.standing, subscribed: parsed.data.subscribed ?? null };
}

async function fetched(address: string): Promise<string> {
  const answer = await fetch(address, {
    signal: AbortSignal.timeout(PATIENCE),
    headers: { accept: 'application/json' },
  });
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  return answer.text();
}

function refusal(file: string, found: string, fix: string, allowed?: string): ProblemsFound {
  const problem: Problem = {
    code: 'build/previous',
    severity: 'error',
    file,
    line: null,
    column: null,
    found,
    fix,
    ...(allowed === undefined ? {} : { allowed }),
  };
  return new ProblemsFound([problem]);
}
