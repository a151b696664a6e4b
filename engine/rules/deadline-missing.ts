/** A procedure without any deadline. */
import { mainProcesses } from './reading/processes.ts';
import { found, type Rule } from './rule.ts';

export const deadlineMissing: Rule = {
  id: 'deadline-missing',
  severity: 'warning',
  source: 'Nghị định 63/2010/NĐ-CP, điều 8 (thời hạn giải quyết là một bộ phận bắt buộc của thủ tục)',
  check: ({ model }) =>
    mainProcesses(model)
      .filter(({ procedure }) => !procedure?.deadlines.length && !procedure?.appointments.length)
      .map(({ id }) =>
        found(
          deadlineMissing,
          'Thủ tục không có thời hạn giải quyết: không tính được ngày hẹn và không ai bị nhắc',
          'The procedure has no deadline: no date can be promised and nobody is reminded',
          [id],
        ),
      ),
};
