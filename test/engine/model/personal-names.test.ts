import { expect } from 'chai';
import { personalNames } from '../../../engine/model/personal-names.ts';

const personal = { type: 'string', personal: true };
const plain = { type: 'string' };
const namesOf = (...forms: readonly object[]) =>
  [...personalNames(Object.fromEntries(forms.map((form, index) => [`form${index}`, form])))].sort();
const form = (properties: object, rest: object = {}) => ({ type: 'object', properties, ...rest });

describe('personal names of forms', () => {
  it('are the fields that are marked, of every form, and no others', () => {
    expect(namesOf(form({ name: personal, fee: plain }), form({ fee: plain, phone: personal }))).to.deep.equal(['name', 'phone']);
    expect(namesOf()).to.deep.equal([]);
    expect(namesOf(form({ marked: { personal: false }, named: { personal: 'true' } }))).to.deep.equal([]);
  });

  it('are fields whose items or nested properties are marked, at any depth', () => {
    const people = { type: 'array', items: form({ name: personal }) };
    expect(
      namesOf(
        form({
          list: { type: 'array', items: personal },
          people,
          household: form({ home: form({ members: people }) }),
          pair: { type: 'array', prefixItems: [plain, personal] },
          choice: { oneOf: [{ const: 1 }, form({ x: personal })] },
          depends: { if: form({}), then: form({ y: personal }) },
          pattern: { type: 'object', patternProperties: { '^p': personal } },
          rest: { type: 'object', additionalProperties: personal },
          fee: form({ amount: plain, lines: { type: 'array', items: plain } }),
        }),
      ),
    ).to.deep.equal(['choice', 'depends', 'household', 'list', 'pair', 'pattern', 'people', 'rest']);
  });

  it('are not fields that only have "personal" as a name or as data', () => {
    expect(
      namesOf(
        form({
          contact: { type: 'object', properties: { personal: true, other: plain } },
          kind: { enum: [{ personal: true }], default: { personal: true }, examples: [{ personal: true }] },
        }),
      ),
    ).to.deep.equal([]);
    expect(namesOf(form({ contact: form({ personal }) }))).to.deep.equal(['contact']);
  });

  it('follow references inside a form and to another form, and end in a ring', () => {
    const $defs = {
      person: form({ name: personal, partner: { $ref: '#/$defs/person' } }),
      tree: form({ children: { type: 'array', items: { $ref: '#/$defs/tree' } } }),
      'a/b': personal,
      người: personal,
    };
    const own = form(
      {
        applicant: { $ref: '#/$defs/person' },
        tree: { $ref: '#/$defs/tree' },
        slash: { $ref: '#/$defs/a~1b' },
        encoded: { $ref: '#/$defs/ng%C6%B0%E1%BB%9Di' },
        broken: { $ref: '#/$defs/%C6' },
        lost: { $ref: '#/$defs/nobody' },
        borrowed: { $ref: 'form1#/properties/phone' },
        whole: { $ref: 'other' },
        unknown: { $ref: 'elsewhere#/x' },
      },
      { $defs },
    );
    expect(namesOf(own, form({ phone: personal }, { $id: 'other' }))).to.deep.equal([
      'applicant',
      'borrowed',
      'encoded',
      'phone',
      'slash',
      'whole',
    ]);
  });

  it('are found in variants of the form itself, and are all of them where the whole form is marked', () => {
    const variants = {
      allOf: [form({ a: personal }), { anyOf: [form({ b: personal, c: plain })] }],
      then: form({ d: personal }),
      dependentSchemas: { c: form({ e: personal }) },
      $ref: '#/$defs/more',
      $defs: { more: form({ f: personal }), unused: form({ g: personal }) },
    };
    expect(namesOf(form({}, variants))).to.deep.equal(['a', 'b', 'd', 'e', 'f']);
    expect(namesOf(form({ a: plain, b: plain }, { personal: true }))).to.deep.equal(['a', 'b']);
  });

  it('are spelt as the engine spells names', () => {
    expect(namesOf(form({ ['họ tên'.normalize('NFD')]: personal }))).to.deep.equal(['họ tên'.normalize('NFC')]);
  });
});
