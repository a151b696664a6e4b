/** What a new draft can be copied from. */
import type { Imported } from '../../editor/toolbar/import-notes.tsx';
import { api } from '../../data/session.ts';

export interface Beginning {
  readonly title: string;
  /** What it is called where one chooses: name and number. */
  readonly from?: string;
  readonly bpmn: string;
  readonly forms: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly decisions?: Readonly<Record<string, string>>;
  /** What was found in the file that it begins with. */
  readonly imported?: Imported;
  readonly procedure: Readonly<Record<string, unknown>>;
}

/** A deployed version by `<processKey>@<version>`, with its forms and description. Throws RequestRefused. */
export async function ofVersion(name: string): Promise<Beginning> {
  const [, processKey = name, version = '1'] = /^(.*)@(\d+)$/.exec(name) ?? [];
  const params = { processKey, version: Number(version) };
  const [detail, xml] = await Promise.all([api.getProcedureVersion({ params }), api.getProcedureVersionXml({ params })]);
  const forms = await Promise.all(
    detail.forms.map(
      async (form) =>
        [form, (await api.getProcedureVersionForm({ params: { ...params, form } })) as Readonly<Record<string, unknown>>] as const,
    ),
  );
  const title = detail.name ?? processKey;
  return {
    title,
    from: `${title} (${version})`,
    bpmn: await (xml as Response).text(),
    forms: Object.fromEntries(forms),
    decisions: detail.decisions,
    procedure: (detail.procedure ?? {}) as Readonly<Record<string, unknown>>,
  };
}
