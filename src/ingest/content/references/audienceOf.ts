import { type Audience, isNarrower } from '#model/record/audience.ts';
import type { Withholdable } from '#model/record/references.ts';
import type { Content } from '#ingest/content/content.ts';

/** An export of the contract, as far as audiences go. */
export interface AudienceOfExport {
  name: string;
  audience: Audience | undefined;
  file: string;
  line: number;
  column: number;
}

/** Whom a record is for; undefined: everybody. */
export type AudienceOf = (kind: Withholdable, id: string) => Audience | undefined;

export function audienceOf(content: Content, exports: readonly AudienceOfExport[]): AudienceOf {
  const { audiences } = content.settings;
  const byId = (records: readonly { id: string; audience?: Audience | undefined }[]) =>
    new Map(records.map(({ id, audience }) => [id, audience]));
  const initiatives = byId(content.initiatives);
  const maps: Record<Withholdable, Map<string, Audience | undefined>> = {
    goal: byId(content.goals),
    metric: byId(content.metrics),
    initiative: initiatives,
    // An item goes with its initiative.
    item: new Map(
      content.roadmap.map(({ id, initiative, audience }) => {
        const inherited = initiatives.get(initiative ?? '');
        return [id, isNarrower(audiences, inherited, audience) ? inherited : audience];
      }),
    ),
    export: new Map(exports.map(({ name, audience }) => [name, audience])),
    playbook: byId(content.playbooks),
    report: byId(content.reports),
  };
  return (kind, id) => maps[kind].get(id);
}
