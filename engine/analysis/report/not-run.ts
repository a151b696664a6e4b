import type { Outcome } from '../outcome.ts';

/** Of an analysis that the report was made without. */
export const notRun: Outcome<never> = {
  outcome: 'notDecided',
  reason: { code: 'NOT_RUN', message: 'Chưa chạy phần kiểm tra này', messageEn: 'This check was not run' },
};
