/** Fills in a form as an applicant or officer might: from its JSON Schema, with invented values that it accepts. */
import type { Json } from '../../engine/semantics/expressions.ts';
import { address, organisationName, personName, projectName } from './invented.ts';
import type { Random } from './random.ts';

interface Field {
  readonly type?: string;
  readonly title?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly oneOf?: readonly { readonly const?: Json }[];
  readonly items?: Field & { readonly enum?: readonly Json[] };
}

interface Form {
  readonly properties?: Readonly<Record<string, Field>>;
  readonly required?: readonly string[];
}

/** Required fields and about half of the others. `decisions` win over what would be invented. */
export function fillForm(
  form: object,
  random: Random,
  nowMs: number,
  decisions: Readonly<Record<string, Json>> = {},
): Record<string, Json> {
  const { properties = {}, required = [] } = form as Form;
  const filled: Record<string, Json> = {};
  for (const [name, field] of Object.entries(properties)) {
    const given = decisions[name];
    if (given !== undefined) filled[name] = given;
    else if (required.includes(name) || random.chance(0.5)) filled[name] = valueOf(name, field, random, nowMs);
  }
  return filled;
}

/** What a favourable course of things needs; the fate of a dossier may say otherwise. */
const favourable: Readonly<Record<string, Json>> = {
  eligible: true,
  agreed: true,
  passed: true,
  foundInRegister: true,
  debtPaid: true,
  feePaid: true,
  deviceClasses: ['B'],
  signature: 'signed',
  conclusion: 'passed',
  vote: 'passed',
  opinion: 'agree',
  finding: 'Hồ sơ đầy đủ, hợp lệ',
  comment: 'Đồng ý',
  comments: 'Không có ý kiến khác',
};

function valueOf(name: string, field: Field, random: Random, nowMs: number): Json {
  const known = favourable[name];
  if (known !== undefined) return known;
  if (field.oneOf) return name === 'channel' ? channel(random) : (random.pick(field.oneOf).const ?? null);
  switch (field.type) {
    case 'boolean':
      return random.chance(0.3);
    case 'integer':
      return integer(name, field, random);
    case 'number':
      return name === 'score' ? random.whole(50, 98) : random.whole(20, 900);
    case 'array':
      return [field.items?.enum ? random.pick(field.items.enum) : personName(random)];
    default:
      return text(name, field, random, nowMs);
  }
}

const channel = (random: Random): Json =>
  random.choose([
    ['online', 62],
    ['direct', 32],
    ['postal', 6],
  ]);

function integer(name: string, { minimum = 0, maximum }: Field, random: Random): number {
  if (name === 'capital') return random.whole(5, 900) * 1_000_000_000;
  if (name === 'amount') return random.whole(2, 400) * 100_000;
  if (name === 'employees') return random.whole(30, 160);
  return random.whole(Math.max(1, minimum), Math.min(12, maximum ?? 12));
}

function text(name: string, { format, pattern, title = '' }: Field, random: Random, nowMs: number): string {
  if (format === 'date') return name === 'birthDate' ? birthDate(random) : new Date(nowMs).toISOString().slice(0, 10);
  if (format === 'date-time') return new Date(nowMs).toISOString();
  if (format === 'email') return `nguoi.nop.${random.digits(4)}@example.vn`;
  if (pattern?.includes('{12}')) return `0${random.digits(11)}`;
  if (pattern?.includes('{10}')) return `4${random.digits(9)}`;
  if (pattern !== undefined) return `09${random.digits(8)}`;
  if (/(applicantName|guardianName|representative|signedBy|contactOfficer)$/.test(name)) return personName(random);
  if (/^(organisationName|businessName)$/.test(name)) return organisationName(random);
  if (/^(headOffice|address|premises|place)$/.test(name)) return address(random);
  if (/^(projectName|proposalTitle)$/.test(name)) return projectName(random);
  if (name === 'position') return random.pick(['Chuyên viên pháp chế', 'Chuyên viên kế toán', 'Chuyên viên tin học']);
  if (name === 'circumstance')
    return random.pick(['Người cao tuổi không nơi nương tựa', 'Trẻ em mồ côi cả cha và mẹ', 'Người khuyết tật đặc biệt nặng']);
  if (/Number$|^mapSheet$/.test(name)) return random.digits(name === 'certificateNumber' ? 8 : 3);
  return title === '' ? 'Theo quy định' : `${title}: theo quy định`;
}

function birthDate(random: Random): string {
  return `${random.whole(1955, 2004)}-${String(random.whole(1, 12)).padStart(2, '0')}-${String(random.whole(1, 28)).padStart(2, '0')}`;
}
