/** Why a clock, a calendar or a count was refused; stable, for programs. */
export type DeadlineRefusalCode =
  | 'INVALID_DATE'
  | 'INVALID_INSTANT'
  | 'INVALID_DURATION'
  | 'INVALID_HOURS'
  | 'OUTSIDE_CALENDAR'
  | 'NO_WORKING_TIME'
  | 'UNKNOWN_CALENDAR'
  | 'CALENDAR_CYCLE'
  | 'CLOSED_DAY'
  | 'CLOCK_ENDED'
  | 'BEFORE_LAST_EVENT'
  | 'SUPPLEMENT_ALREADY_OPEN'
  | 'NO_OPEN_SUPPLEMENT'
  | 'APPOINTMENT_RUNNING'
  | 'NO_SUCH_APPOINTMENT'
  | 'APPOINTMENT_KEPT'
  | 'ALREADY_REAPPOINTED'
  | 'REAPPOINTMENT_NOT_LATER'
  | 'REASON_MISSING'
  | 'ALREADY_EXCLUDED'
  | 'NOT_EXCLUDED'
  | 'NO_SUCH_PHASE'
  | 'PHASE_RUNNING';

/** A count or a change of a clock that is not allowed. Nothing was changed. `message` is Vietnamese, `messageEn` English. */
export class DeadlineRefused extends Error {
  override readonly name = 'DeadlineRefused';
  readonly code: DeadlineRefusalCode;
  readonly messageEn: string;
  readonly details: object;

  constructor(code: DeadlineRefusalCode, message: string, messageEn: string, details: object = {}) {
    super(message);
    this.code = code;
    this.messageEn = messageEn;
    this.details = details;
  }
}
