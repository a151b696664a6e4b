/** What can go wrong while a command runs: the caller's fault (CommandRejected) or the dossier's (an incident event, never thrown out of the engine). */

export type RejectionCode =
  | 'UNKNOWN_COMMAND'
  | 'INVALID_VARIABLES'
  | 'INVALID_VALUE'
  | 'WRONG_STATUS'
  | 'NOT_WAITING'
  | 'NOT_APPLICABLE'
  | 'TIMER_NOT_DUE'
  | 'FLAG_NOT_DUE'
  | 'NO_SUCH_START'
  | 'START_AMBIGUOUS'
  | 'NO_INCIDENT'
  | 'HELD_BY_ANOTHER'
  | 'HAND_OFF_STATE'
  | 'CLOCK_STATE'
  | 'MODIFICATION_REFUSED'
  | 'MIGRATION_REFUSED'
  | 'TIME_REVERSED';

/** A command that the current state does not allow. Nothing was changed. Message: Vietnamese; `messageEn` English. */
export class CommandRejected extends Error {
  override readonly name = 'CommandRejected';
  readonly code: RejectionCode;
  readonly messageEn: string;
  readonly details: object;

  constructor(code: RejectionCode, message: string, messageEn: string, details: object = {}) {
    super(message);
    this.code = code;
    this.messageEn = messageEn;
    this.details = details;
  }
}

export type IncidentCode =
  | 'CONDITION_FAILED'
  | 'NO_FLOW'
  | 'EXPRESSION_FAILED'
  | 'ERROR_UNCAUGHT'
  | 'DECISION_FAILED'
  | 'TIMER_FAILED'
  | 'DATA_UNAVAILABLE'
  | 'CARDINALITY'
  | 'JOB_FAILED'
  | 'STUCK'
  | 'LOOP_WITHOUT_WAIT';

/** Thrown inside the engine only: the current move cannot be made. `advance` turns it into an incident event at `elementId`. */
export class Obstacle extends Error {
  override readonly name = 'Obstacle';
  readonly code: IncidentCode;
  readonly elementId: string;
  readonly messageEn: string;

  constructor(code: IncidentCode, elementId: string, message: string, messageEn: string) {
    super(message);
    this.code = code;
    this.elementId = elementId;
    this.messageEn = messageEn;
  }
}
