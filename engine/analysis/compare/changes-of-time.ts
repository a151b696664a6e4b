/** Deadlines and appointments that are new, gone or of another length. */
import { durationTexts } from '../../model/from-table/arithmetic.ts';
import type { Container, Duration, ProcessModel } from '../../model/types.ts';
import { mainProcesses } from '../../rules/reading/processes.ts';
import type { VersionChange } from '../comparison.ts';

interface Term {
  readonly name: readonly [string, string];
  readonly what: 'deadlineChanged' | 'appointmentChanged';
  readonly duration: Duration;
}

const kinds = {
  legal: ['Thời hạn theo luật', 'The legal deadline'],
  published: ['Thời hạn công bố', 'The published deadline'],
  national: ['Thời hạn quốc gia', 'The national deadline'],
} as const;

export function changesOfTime(before: ProcessModel, after: ProcessModel): VersionChange[] {
  const old = mainProcesses(before);
  return mainProcesses(after).flatMap((process) => {
    const then = old.find(({ id }) => id === process.id) ?? (old.length === 1 ? old[0] : undefined);
    if (!then) return [];
    const termsThen = termsOf(then);
    const termsNow = termsOf(process);
    return [...new Set([...termsThen.keys(), ...termsNow.keys()])].flatMap((key): VersionChange[] => {
      const [past, present] = [termsThen.get(key), termsNow.get(key)];
      const [from, fromEn] = past ? durationTexts(past.duration) : (['không có', 'none'] as const);
      const [to, toEn] = present ? durationTexts(present.duration) : (['không có', 'none'] as const);
      if (from === to) return [];
      const { name, what } = (present ?? past)!;
      return [
        {
          group: 'time',
          what,
          elements: [process.id],
          before: from,
          after: to,
          message: `${name[0]}: từ ${from} thành ${to}`,
          messageEn: `${name[1]}: from ${fromEn} to ${toEn}`,
        },
      ];
    });
  });
}

/** By what they are about: kind, phase and case, or the order of the appointment. */
function termsOf({ procedure }: Container): Map<string, Term> {
  const terms = new Map<string, Term>();
  for (const { kind, phase, when, value, unit } of procedure?.deadlines ?? []) {
    const detail = [phase, when].filter((text) => text !== undefined).join(', ');
    const [name, nameEn] = kinds[kind];
    terms.set(JSON.stringify([kind, phase, when]), {
      name: detail ? [`${name} (${detail})`, `${nameEn} (${detail})`] : [name, nameEn],
      what: 'deadlineChanged',
      duration: { value, unit },
    });
  }
  for (const { order, value, unit } of procedure?.appointments ?? [])
    terms.set(`appointment ${order}`, {
      name: [`Hẹn lần ${order}`, `Appointment ${order}`],
      what: 'appointmentChanged',
      duration: { value, unit },
    });
  return terms;
}
