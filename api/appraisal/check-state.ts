import { Problem } from '../problem.ts';
import type { AppraisalState } from './transitions.ts';

/** Throws APPRAISAL_STATE when an appraisal is in none of the possible states. */
export function checkState(state: AppraisalState, possible: readonly AppraisalState[]): void {
  if (!possible.includes(state))
    throw new Problem(
      409,
      'APPRAISAL_STATE',
      `Không làm được việc này khi hồ sơ thẩm định đang ở trạng thái "${state}"`,
      `Not possible while the appraisal is "${state}"`,
    );
}
