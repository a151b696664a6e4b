/** Forms as fields: every form of the curated procedures survives being read and written; edits keep the rest. */
import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import { checkForm } from '../../api/forms.ts';
import { schemaProblems } from '../../api/procedure-forms.ts';
import { checkValues } from '../../modeler/forms/check-values.ts';
import { addField, changeField, changeKind, moveField, removeField, variableName } from '../../modeler/forms/form-edits.ts';
import { readForm, writeForm, type FormContent } from '../../modeler/forms/form-fields.ts';

const folder = new URL('../../procedures/', import.meta.url);
const forms = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => /forms\/[^/]+\.json$/.test(name))
  .map((name) => [name, JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Record<string, unknown>] as const);

const empty: FormContent = { title: 'Tiếp nhận', fields: [], rest: {} };

describe('a form as fields', () => {
  it('is written as it was read: every form of the curated procedures', () => {
    expect(forms.length).to.be.at.least(25);
    for (const [name, schema] of forms) {
      const form = readForm(schema);
      const sorted = (value: Record<string, unknown>) => ({ ...value, required: ((value.required as string[]) ?? []).toSorted() });
      expect(sorted(writeForm(String(schema.$id), form)), name).to.deep.equal(sorted(schema));
      expect(form.fields.filter(({ kind }) => kind === 'other').length, name).to.equal(0);
    }
  });

  it('takes new fields of every kind, which the service can use', () => {
    let form = empty;
    const kinds = ['text', 'number', 'date', 'choice', 'yesNo', 'list', 'document'] as const;
    kinds.forEach((kind, at) => {
      form = changeKind(addField(form, `Mục ${kind}`), at, kind);
    });
    form = changeField(form, 0, { isRequired: true, isPersonal: true, most: 20 });
    form = changeField(form, 1, { minimum: 1, maximum: 5, isWhole: true });
    const schema = writeForm('intake', form);
    expect(schemaProblems({ intake: schema })).to.deep.equal([]);
    expect(readForm(schema)).to.deep.equal({
      ...form,
      rest: { $schema: schema.$schema, $id: 'intake', type: 'object', additionalProperties: false },
    });
    const right = {
      mucText: 'Trần Thị Hoa',
      mucNumber: 3,
      mucDate: '2026-11-27',
      mucChoice: 'motLuaChon',
      mucYesno: true,
      mucList: ['a'],
      mucDocument: '12/GP',
    };
    expect(checkValues(form.fields, right)).to.deep.equal({});
    expect(() => checkForm(schema, right)).not.to.throw();
  });

  it('finds the same fields wrong as the service does', () => {
    for (const [name, schema] of forms) {
      const { fields } = readForm(schema);
      const wrong = Object.fromEntries(fields.filter(({ kind }) => kind === 'number').map((field) => [field.name, -1]));
      const ours = Object.keys(checkValues(fields, wrong)).sort();
      const theirs: string[] = [];
      try {
        checkForm(schema, wrong);
      } catch (error) {
        for (const { pointer } of (error as { errors: { pointer: string }[] }).errors) theirs.push(pointer.split('/')[2]!);
      }
      expect(ours, name).to.deep.equal([...new Set(theirs)].sort());
    }
  });

  it('moves, removes and names fields', () => {
    const form = addField(addField(addField(empty, 'Họ và tên'), 'Số điện thoại'), 'Họ và tên');
    expect(form.fields.map(({ name }) => name)).to.deep.equal(['hoVaTen', 'soDienThoai', 'hoVaTen2']);
    expect(moveField(form, 0, 1).fields.map(({ name }) => name)).to.deep.equal(['soDienThoai', 'hoVaTen', 'hoVaTen2']);
    expect(moveField(form, 0, -1)).to.equal(form);
    expect(removeField(form, 1).fields.map(({ name }) => name)).to.deep.equal(['hoVaTen', 'hoVaTen2']);
    expect(variableName('1. Đơn', [])).to.equal('truong1Don');
  });

  it('does not run a pattern that could take long', () => {
    const [field] = readForm({ properties: { a: { type: 'string', pattern: '^(a+)+$' } } }).fields;
    expect(checkValues([field!], { a: `${'a'.repeat(40)}!` })).to.deep.equal({});
  });
});
