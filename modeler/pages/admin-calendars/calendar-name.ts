import type { CalendarDefinition } from '../../../engine/index.ts';
import type { Say } from '../../i18n/say.tsx';

/** What people call a calendar; those that are built in are said to be. */
export const calendarName = ({ id, name }: CalendarDefinition, say: Say): string =>
  id === 'vietnam'
    ? say('Lịch nhà nước Việt Nam (có sẵn)', 'Public calendar of Viet Nam (built in)')
    : id === 'bareWeek'
      ? say('Tuần làm việc không ngày lễ (có sẵn)', 'Working week without holidays (built in)')
      : (name ?? id);
