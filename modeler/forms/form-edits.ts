/** Changes of a form: new fields, their order, their kind; pure. */
import type { FieldKind, FormContent, FormField } from './form-fields.ts';

/** A name for a variable out of a label: "Số điện thoại" → `soDienThoai`; unlike those that are taken. */
export function variableName(label: string, taken: readonly string[]): string {
  const words = label
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/gu, 'd')
    .toLowerCase()
    .split(/[^a-z0-9]+/u)
    .filter((word) => word !== '')
    .slice(0, 6);
  const joined = words.map((word, at) => (at === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join('');
  const base = /^[a-z]/u.test(joined) ? joined : `truong${joined.charAt(0).toUpperCase()}${joined.slice(1)}`;
  for (let count = 1; ; count++) {
    const name = count === 1 ? base : `${base}${count}`;
    if (!taken.includes(name)) return name;
  }
}

/** A new field at the end; texts get the longest length that forms of offices have. */
export function addField(form: FormContent, title: string): FormContent {
  const name = variableName(
    title,
    form.fields.map((field) => field.name),
  );
  return { ...form, fields: [...form.fields, { name, kind: 'text', title, isRequired: false, isPersonal: false, most: 500, rest: {} }] };
}

export function changeField(form: FormContent, at: number, change: Partial<FormField>): FormContent {
  return { ...form, fields: form.fields.map((field, index) => (index === at ? cleaned({ ...field, ...change }) : field)) };
}

export function removeField(form: FormContent, at: number): FormContent {
  return { ...form, fields: form.fields.filter((_, index) => index !== at) };
}

/** One place up (-1) or down (1); at the ends nothing changes. */
export function moveField(form: FormContent, at: number, by: -1 | 1): FormContent {
  const to = at + by;
  if (to < 0 || to >= form.fields.length) return form;
  const fields = [...form.fields];
  [fields[at], fields[to]] = [fields[to]!, fields[at]!];
  return { ...form, fields };
}

/** What only the kind before had a use for is dropped, or the schema would say it of another kind. */
export function changeKind(form: FormContent, at: number, kind: FieldKind): FormContent {
  const { name, title, titleEn, isRequired, isPersonal } = form.fields[at]!;
  const common = { name, kind, title, isRequired, isPersonal, rest: {}, ...(titleEn !== undefined && { titleEn }) };
  const own: Partial<FormField> =
    kind === 'text' || kind === 'document'
      ? { most: 500 }
      : kind === 'choice'
        ? { choices: [{ value: 'motLuaChon', title: 'Một lựa chọn' }] }
        : {};
  return { ...form, fields: form.fields.map((field, index) => (index === at ? { ...common, ...own } : field)) };
}

/** Absent values are left out: a form carries no empty keys. */
function cleaned(field: FormField): FormField {
  return Object.fromEntries(Object.entries(field).filter(([, value]) => value !== undefined)) as unknown as FormField;
}
