/** Friction between functions, as the service desk keeps it. */
export const FRICTION = `id,initiative,from_lens,to_lens,severity,site,category,opened,first_response,resolved,title
F-001,INI-01,ot,it,2,VEL,usability,2025-12-02T07:10,2025-12-02T10:05,2025-12-09T15:00,Alert list shows machine numbers nobody on the floor uses
F-002,INI-01,it,ot,3,VEL,data,2025-12-08T09:00,2025-12-09T13:40,2026-01-14T11:00,Vibration sensor on C1 spindle 2 unpowered after weekend
F-003,INI-01,business,ot,3,VEL,definition,2026-01-12T10:00,2026-01-13T09:30,2026-01-20T16:00,Which stop reasons count as unplanned?
F-004,INI-02,ot,it,2,ESK,usability,2026-03-11T06:40,2026-03-11T13:20,2026-03-18T12:00,Tablet locks after two minutes while gloves are on
F-005,INI-02,ot,it,1,TAR,access,2026-02-03T21:15,2026-02-03T21:40,2026-02-04T02:10,Night shift cannot close work orders; server patch window
F-006,INI-02,ot,it,2,STN,usability,2026-05-12T08:00,2026-05-20T10:00,,Work orders arrive in English only
F-007,INI-02,ot,it,2,STN,access,2026-06-02T08:00,2026-06-11T15:30,,Wi-Fi drops in the service hall; orders lost on sync
F-008,INI-02,business,it,3,STN,data,2026-06-15T09:00,2026-06-29T10:00,,Local MES and portal show different order counts
F-009,INI-03,ot,it,1,ESK,usability,2025-11-05T05:50,2025-11-05T08:30,2025-11-28T10:00,Headset does not understand operators at 92 dB
F-010,INI-03,ot,business,2,ESK,safety,2025-11-19T06:10,2025-11-21T11:00,2025-12-17T10:00,Headset cannot be worn with hearing protection; who approved it?
F-011,INI-03,ot,it,3,ESK,usability,2026-04-14T06:00,2026-04-14T09:15,2026-04-16T14:00,Tile for 'cold shut' missing on the panel
F-012,INI-04,it,ot,2,STN,resources,2026-02-09T09:00,2026-03-02T09:00,,No stop window offered for edge gateway installation
F-013,INI-04,ot,it,2,VEL,workflow,2026-01-20T07:00,2026-01-20T12:30,2026-01-27T09:00,Gateway polling slows the cell controller cycle by 40 ms
F-014,INI-05,business,it,3,VEL,usability,2026-03-16T10:00,2026-04-02T10:00,,Supervisors ask for losses in minutes by cause not a gauge
F-015,INI-05,ot,business,2,CMI,definition,2026-05-06T07:30,2026-05-29T09:00,,Wall shows OEE of 71 % while the line board says 64 %
F-016,INI-06,ot,it,2,TAR,workflow,2026-02-17T08:00,2026-02-19T10:00,,Sequence ignores the paint oven changeover
F-017,INI-06,it,ot,2,TAR,safety,2026-04-21T09:00,2026-06-08T09:00,,PLC change for sequence hand-over needs a management-of-change number
F-018,INI-06,it,business,2,TAR,resources,2026-06-22T09:00,,,Who owns the ERP interface cost?
F-019,INI-06,ot,business,2,TAR,incentive,2026-07-06T08:00,,,Planner bonus still pays for daily output
F-020,INI-07,ot,it,2,TAR,definition,2026-07-28T07:00,2026-07-28T16:00,2026-08-21T12:00,Re-inspected faces are counted as first-time good
F-021,INI-07,business,it,2,TAR,data,2026-08-25T09:00,2026-08-26T09:00,,Which number went to the May gate?
F-022,INI-08,ot,business,1,ESK,workflow,2026-03-09T05:30,2026-03-09T07:00,2026-04-15T10:00,Porosity rises on thick castings when the furnace is throttled
F-023,INI-09,business,it,2,CMI,access,2026-03-23T10:00,2026-03-24T15:00,2026-05-04T10:00,Supplier portal rejects buyers on shared workstations
F-024,INI-09,it,business,2,CMI,cyber,2026-04-07T09:00,2026-04-09T09:00,2026-06-01T10:00,Suppliers were sent passwords by e-mail
F-025,INI-09,ot,business,3,CMI,workflow,2026-04-20T07:00,2026-04-22T10:00,2026-05-11T10:00,Line leads phone the buyer because the signal shows no arrival time
F-026,INI-10,ot,it,2,CMI,data,2026-09-02T07:00,2026-09-02T11:00,2026-09-10T12:00,Tool controller clock is 6 minutes off
F-027,INI-10,business,ot,3,CMI,resources,2026-09-21T10:00,2026-09-22T13:00,,Only one model variant runs on A2 until November
F-028,INI-01,ot,it,2,CMI,data,2026-09-22T07:00,2026-10-02T09:00,,Alert app week missing in the export
F-029,INI-04,it,business,3,STN,resources,2026-07-13T09:00,2026-07-15T09:00,,Licence for the local MES connector not budgeted
F-030,INI-02,ot,business,3,STN,resources,2026-09-07T08:00,,,Overtime for training not approved
`;

/** What was asked of whom, and when it was answered. */
export const DECISIONS = `id,initiative,class,question,requested_by,decider,requested,needed_by,decided,outcome
D-01,INI-01,gate,G1: extend early warning beyond cell C1?,Pod INI-01,Executive sponsor,2026-02-03,2026-02-13,2026-02-11,advance
D-02,INI-01,tactical,Which stop codes are unplanned?,Business lead,OT lead,2026-01-12,2026-01-23,2026-01-20,agreed list v2
D-03,INI-01,gate,G2: scale to CMI?,Pod INI-01,Executive sponsor,2026-06-29,2026-07-10,2026-07-08,advance
D-04,INI-02,gate,G3 STN: accept site?,Pod INI-02,Plant manager STN,2026-09-21,2026-10-02,,
D-05,INI-03,gate,G1: end of headset pilot,Pod INI-03,Executive sponsor,2026-01-12,2026-01-23,2026-01-21,iterate
D-06,INI-03,gate,G2: scale panel to M1 and M2?,Pod INI-03,Executive sponsor,2026-08-17,2026-08-28,2026-08-26,advance
D-07,INI-04,tactical,Stop window at STN for gateways,IT lead,Plant manager STN,2026-02-09,2026-02-27,,
D-08,INI-05,gate,G2: roll out OEE walls to all plants?,IT lead,CIO,2026-01-12,2026-01-16,2026-01-15,advance
D-09,INI-06,gate,G1: leave pilot?,Pod INI-06,Executive sponsor,2026-05-04,2026-05-15,,
D-10,INI-06,tactical,Fund the ERP interface,IT lead,Finance director,2026-06-22,2026-07-03,,
D-11,INI-06,tactical,Suspend the planner output bonus during the pilot,OT lead,Plant manager TAR,2026-07-06,2026-07-17,,
D-12,INI-07,gate,G1: leave pilot?,Pod INI-07,Executive sponsor,2026-05-25,2026-06-05,2026-06-03,advance
D-13,INI-08,gate,G1: continue load shifting?,Pod INI-08,Executive sponsor,2026-04-13,2026-04-17,2026-04-15,stop
D-14,INI-09,gate,G1: leave pilot?,Pod INI-09,Executive sponsor,2026-05-25,2026-06-05,2026-06-04,iterate
D-15,INI-09,tactical,Single sign-on for shared workstations,Business lead,CIO,2026-03-24,2026-04-03,2026-04-28,approved
D-16,INI-10,gate,G1: leave pilot early?,Executive sponsor,COO,2026-09-28,2026-10-16,,
D-17,INI-02,tactical,Spanish work-order templates,OT lead STN,CIO,2026-05-20,2026-06-05,2026-07-20,approved for Q4
D-18,INI-03,tactical,Replace headset by pedal and panel,OT lead,Executive sponsor,2025-12-01,2025-12-12,2025-12-11,approved
`;

/** Field validations with the means of two seven-point answers: meets my needs, easy to use. */
export const VALIDATIONS = `id,initiative,date,site,line,operators,shifts,at_the_line,useful,easy,blocking,outcome
V-01,INI-03,2025-10-21,ESK,ESK-KO,2,1,no,,,0,accepted
V-02,INI-03,2026-03-24,ESK,ESK-KO,9,3,yes,5.9,5.6,1,accepted_with_actions
V-03,INI-03,2026-08-11,ESK,ESK-M1,12,3,yes,5.7,4.9,0,accepted
V-04,INI-01,2025-11-18,VEL,VEL-C1,9,2,yes,5.6,5.1,0,accepted
V-05,INI-01,2026-09-01,CMI,CMI-M1,6,2,yes,5.3,4.8,1,accepted_with_actions
V-06,INI-02,2026-04-28,STN,STN-S1,3,1,no,,,2,accepted
V-07,INI-02,2026-02-24,ESK,ESK-M1,8,3,yes,5.4,5.2,0,accepted
V-08,INI-06,2025-11-04,TAR,TAR-A1,5,2,yes,4.4,4.0,1,accepted_with_actions
V-09,INI-07,2026-03-26,TAR,TAR-T1,6,2,yes,5.8,5.5,0,accepted
V-10,INI-09,2026-06-16,CMI,CMI-A1,7,2,yes,5.5,5.0,0,accepted
V-11,INI-10,2026-08-18,CMI,CMI-A2,5,2,yes,5.2,5.4,0,accepted
`;
