/** A decision table as it is written, to be read. */
import type { DecisionTable } from '../../engine/index.ts';
import { useSay } from '../i18n/say.tsx';

export function DecisionTableView({ table: { name, inputs, outputs, rules } }: { readonly table: DecisionTable }) {
  const say = useSay();
  const hasNotes = rules.some(({ annotation }) => annotation !== undefined);
  return (
    <div className="decision-table" role="region" tabIndex={0} aria-label={name}>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('Luật', 'Rule')}</th>
            {inputs.map(({ label, expression }, index) => (
              <th key={index} scope="col">
                {label || expression}
              </th>
            ))}
            {outputs.map((output, index) => (
              <th key={index} scope="col" data-is="output">
                → {output.label || output.name}
              </th>
            ))}
            {hasNotes && <th scope="col">{say('Ghi chú', 'Note')}</th>}
          </tr>
        </thead>
        <tbody>
          {rules.map(({ tests, outputs: results, annotation }, index) => (
            <tr key={index}>
              <th scope="row">{index + 1}</th>
              {tests.map((test, column) => (
                <td key={column}>{test || '–'}</td>
              ))}
              {results.map((result, column) => (
                <td key={column} data-is="output">
                  {result || '–'}
                </td>
              ))}
              {hasNotes && <td>{annotation}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
