/** How the cells of a column are read. `until` is a period whose last day counts. */
export type CellKind = 'text' | 'list' | 'number' | 'date' | 'period' | 'until';

export interface SheetColumn {
  title: string;
  /** The field of the record, `target.value`. */
  field: string;
  kind: CellKind;
  isNeeded: boolean;
}

/** Where the rows of a sheet belong: records of their own, or entries of a list of another record. */
type SheetTarget =
  | { kind: 'goal' | 'initiative' | 'roadmap' }
  | { kind: 'portfolio'; list: 'people' }
  | { kind: 'initiative'; list: 'decisionsOpen' }
  | { kind: 'initiative'; gate: 'signOffs' | 'decision' };

export interface RecordSheet {
  name: string;
  /** In a sentence, for the template and the guide. */
  says: string;
  /** File of content whose schema describes the columns, and the path to them in it. */
  schema: 'goal' | 'initiative' | 'roadmap' | 'portfolio';
  path: readonly string[];
  target: SheetTarget;
  columns: readonly SheetColumn[];
}

const NEEDED = '*';

/** `Title*=title`, `Goals=goals list`: title, whether it is needed, field, kind (a text where none is named). */
function columns(...written: string[]): SheetColumn[] {
  return written.map((text) => {
    const [name = '', rest = ''] = text.split('=');
    const [field = '', kind = 'text'] = rest.split(' ');
    return {
      title: name.replace(NEEDED, ''),
      field,
      kind: kind as CellKind,
      isNeeded: name.endsWith(NEEDED),
    };
  });
}

/** The sheets of a workbook of records. A field that has no column here is written in a file. */
export const RECORD_SHEETS: readonly RecordSheet[] = [
  {
    name: 'Goals',
    says: 'one goal a row',
    schema: 'goal',
    path: [],
    target: { kind: 'goal' },
    columns: columns(
      'Id*=id',
      'Title*=title',
      'Statement=statement',
      'Metric=metric',
      'Parent=parent',
      'Owner=owner',
      'Code=code',
      'Baseline=baseline.value number',
      'Baseline period=baseline.period',
      'Target=target.value number',
      'Target by=target.by date',
      'Guardrails=guardrails list',
      'Status=status',
      'Audience=audience',
    ),
  },
  {
    name: 'Initiatives',
    says: 'one initiative a row; its gates and text are written in a file',
    schema: 'initiative',
    path: [],
    target: { kind: 'initiative' },
    columns: columns(
      'Id*=id',
      'Title*=title',
      'Summary=summary',
      'Goals=goals list',
      'Metrics=metrics list',
      'Phase*=phase',
      'Phase since=phaseSince date',
      'Status=status',
      'Sites=sites list',
      'Start=start date',
      'IT lead=pod.itLead',
      'OT lead=pod.otLead',
      'Business lead=pod.businessLead',
      'Executive sponsor=pod.executiveSponsor',
      'Operator voice=pod.operatorVoice',
      'Money planned=investment.planned number',
      'Money spent=investment.spent number',
      'Code=code',
      'Audience=audience',
    ),
  },
  {
    name: 'Roadmap',
    says: 'one item a row; either When, or Start and End',
    schema: 'roadmap',
    path: ['*'],
    target: { kind: 'roadmap' },
    columns: columns(
      'Id*=id',
      'Title*=title',
      'Layer*=layer',
      'Initiative=initiative',
      'Goals=goals list',
      'Owner=owner',
      'When=when until',
      'Start=start period',
      'End=end until',
      'Status=status',
      'Needs=needs list',
      'Sites=sites list',
      'Kind=kind',
      'Confidence=confidence',
      'Done on=doneOn date',
      'Management of change=moc',
      'Note=note',
      'Audience=audience',
    ),
  },
  {
    name: 'People',
    says: 'people of whom more is known than a name',
    schema: 'portfolio',
    path: ['people', '*'],
    target: { kind: 'portfolio', list: 'people' },
    columns: columns('Name*=name', 'Role=role', 'Lens=lens', 'Until=until date'),
  },
  {
    name: 'Decisions',
    says: 'decisions that somebody waits for, and what came of them',
    schema: 'initiative',
    path: ['decisionsOpen', '*'],
    target: { kind: 'initiative', list: 'decisionsOpen' },
    columns: columns(
      'Initiative*=initiative',
      'Id*=id',
      'Question*=question',
      'Decider*=decider',
      'Requested*=requested date',
      'Needed by*=neededBy date',
      'Holds=holds list',
      'If not decided=ifNotDecided',
      'Decided on=decided.date date',
      'Choice=decided.choice',
      'Decided by=decided.by',
      'Reason=decided.reason',
    ),
  },
  {
    name: 'Sign-offs',
    says: 'who agreed or disagreed at a gate; the gate itself is written in the file of its initiative',
    schema: 'initiative',
    path: ['gates', '*', 'signOffs', '*'],
    target: { kind: 'initiative', gate: 'signOffs' },
    columns: columns(
      'Initiative*=initiative',
      'Gate*=gate',
      'Role*=role',
      'Name*=name',
      'Date*=date date',
      'Verdict*=verdict',
      'On=on',
      'Comment=comment',
    ),
  },
  {
    name: 'Gate decisions',
    says: 'what was decided at a gate, by whom and why',
    schema: 'initiative',
    path: ['gates', '*', 'decision'],
    target: { kind: 'initiative', gate: 'decision' },
    columns: columns(
      'Initiative*=initiative',
      'Gate*=gate',
      'Outcome*=outcome',
      'Date*=date date',
      'Decider*=decider',
      'Reason=reason',
      'Review by=reviewBy date',
      'Hold until=until',
      'Lessons=lessons',
    ),
  },
];

/** Sheets that explain the others; so does every sheet whose name begins with an underscore. */
export const UNREAD_SHEETS: readonly string[] = ['Notes', 'Lists'];
