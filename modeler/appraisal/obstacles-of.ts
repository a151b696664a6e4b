/** What stands in the way of an act that somebody otherwise may do. Pure. */
import type { Say } from '../i18n/say.tsx';
import type { Act, Appraisal, Checklist, Finding } from './types.ts';

export function obstaclesOf(
  { state }: Pick<Appraisal, 'state'>,
  findings: readonly Pick<Finding, 'blocks'>[],
  { items }: Pick<Checklist, 'items'>,
  say: Say,
): Readonly<Partial<Record<Act, string>>> {
  if (state !== 'underAppraisal') return {};
  const blocking = findings.filter(({ blocks }) => blocks).length;
  const failing = items.filter(({ answer }) => answer?.outcome === 'fail').length;
  const open = items.filter(({ answer }) => answer === undefined).length;
  const parts = [
    ...(blocking > 0
      ? [
          say(
            `còn ${blocking} lỗi chưa sửa và chưa có người chịu trách nhiệm cho qua`,
            `${blocking} errors are neither mended nor overridden`,
          ),
        ]
      : []),
    ...(failing > 0 ? [say(`${failing} nội dung pháp lý không đạt`, `${failing} legal tests are not met`)] : []),
    ...(open > 0 ? [say(`${open} nội dung pháp lý chưa xét`, `${open} legal tests were not looked at`)] : []),
  ];
  return parts.length === 0 ? {} : { pass: `${parts.join('; ')}.` };
}
