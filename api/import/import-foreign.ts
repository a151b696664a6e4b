/** A BPMN file of another modeler → the same in our form, drawn, and what was translated, has no effect here, or is missing. */
import { layOut, readBpmn, tthcModdle, type Problem } from '../../engine/index.ts';
import { UnusableInput } from '../input.ts';

export interface ImportedModel {
  readonly xml: string;
  readonly findings: readonly {
    readonly rule: string;
    readonly severity: Problem['severity'];
    readonly message: string;
    readonly at: string;
  }[];
}

/** What could not be translated stays in the file as it was, for somebody to finish. Throws UnusableInput for a text that is no BPMN. */
export async function importForeign(text: string, file: string): Promise<ImportedModel> {
  const { definitions, problems } = await readBpmn(text);
  if (!definitions)
    throw new UnusableInput(problems[0]?.code ?? 'XML_MALFORMED', `${file}: ${problems.map(({ message }) => message).join('; ')}`);
  if (((definitions.get('diagrams') as readonly unknown[] | undefined) ?? []).length === 0) layOut(definitions);
  const { xml } = await tthcModdle().toXML(definitions, { format: true });
  const findings = problems.map(({ code, severity, message, at, line }) => ({
    rule: code,
    severity,
    message,
    at: at ?? (line === undefined ? '' : `dòng/line ${line}`),
  }));
  return { xml, findings };
}
