/** The public face of the pure engine: runs in Node and in the browser. The only engine file that the modeler imports. */
export { readBpmn, tthcModdle, type Reading } from './model/read-bpmn.ts';
export { modelOf } from './model/model-of.ts';
export type * from './model/types.ts';
export { advance, advanceDraft, plainEnvironment } from './semantics/advance.ts';
export { apply, replay } from './semantics/apply.ts';
export { enabledCommands } from './semantics/enabled-commands.ts';
export { CommandRejected, type RejectionCode } from './semantics/errors.ts';
export type { Command } from './semantics/commands.ts';
export type { Event } from './semantics/events.ts';
export type { Environment } from './semantics/run.ts';
export { draftOf, initialState, type State } from './semantics/state.ts';
export { comingFlags, deadlineView } from './semantics/flags.ts';
export { dossierReport, type DossierReport } from './semantics/report.ts';
export { readOrganisation } from './deadlines/read-organisation.ts';
export { defaultOrganisation, type Organisation } from './deadlines/organisation.ts';
export { readScenarios, ScenarioInvalid, type Scenario, type ScenarioResult } from './scenarios/scenario.ts';
export { runScenario } from './scenarios/run-scenario.ts';
