/** Why an instruction of `modify` cannot be carried out. */
import { CommandRejected } from './errors.ts';

/** Why one instruction cannot be carried out; `at` is an element id, a flow id or a key. */
export interface ModificationProblem {
  readonly code:
    | 'NOT_THERE'
    | 'NAMED_TWICE'
    | 'NO_TARGET'
    | 'NO_SCOPE'
    | 'SCOPE_AMBIGUOUS'
    | 'ONE_OF_MANY'
    | 'SCOPE_EMPTY'
    | 'SCOPE_ENDING'
    | 'CONDITION_FAILED'
    | 'TAKES_BACK';
  readonly instruction: number;
  readonly at: string;
  readonly message: string;
  readonly messageEn: string;
}

/** Thrown while instructions are looked at; the command collects them. */
export class Refusal extends Error {
  readonly problem: Omit<ModificationProblem, 'instruction'>;
  constructor(code: ModificationProblem['code'], at: string, message: string, messageEn: string) {
    super(message);
    this.problem = { code, at, message, messageEn };
  }
}

export function notThere(name: string): Refusal {
  return new Refusal('NOT_THERE', name, `Không có gì ở "${name}"`, `There is nothing at "${name}"`);
}

export function again(name: string): Refusal {
  const { code, at, message, messageEn } = twice(name);
  return new Refusal(code, at, message, messageEn);
}

export function twice(name: string): Omit<ModificationProblem, 'instruction'> {
  return { code: 'NAMED_TWICE', at: name, message: `"${name}" đã được nêu`, messageEn: `"${name}" is named already` };
}

export function noTarget(id: string, vi = 'không có trong quy trình', en = 'is not in the process'): Refusal {
  return new Refusal('NO_TARGET', id, `"${id}" ${vi}`, `"${id}" ${en}`);
}

export function rejected(problems: readonly ModificationProblem[]): CommandRejected {
  const [first] = problems;
  return new CommandRejected(
    'MODIFICATION_REFUSED',
    first?.message ?? 'Chưa nêu thay đổi nào',
    first?.messageEn ?? 'No instruction is given',
    { problems },
  );
}
