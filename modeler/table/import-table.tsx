/** Makes a drawing of a published table of steps: where it comes from, which column is what, what was doubtful in it. */
import { Alert, Group, Modal, Stepper, Text } from '@mantine/core';
import { useState } from 'react';
import { useSay } from '../i18n/say.tsx';
import { ImportColumns } from './import-columns.tsx';
import { ImportFindings, type ReadTable } from './import-findings.tsx';
import { ImportSource } from './import-source.tsx';
import type { TableSource } from './read-table-file.ts';

export interface ImportedTable {
  /** BPMN with its diagram. */
  readonly xml: string;
  /** Name of the procedure. */
  readonly title: string;
}

interface Props {
  readonly opened: boolean;
  readonly onClose: () => void;
  /** Called once, when the person has seen what was found; close the dialog then. */
  readonly onImport: (imported: ImportedTable) => void;
  /** Said on the last step when there is something that will be replaced. */
  readonly warning?: string;
}

export function ImportTable({ opened, onClose, onImport, warning }: Props) {
  const say = useSay();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size={1180}
      title={<Text fw={600}>{say('Nhập bảng quy trình đã công bố', 'Import a published table of steps')}</Text>}
      closeButtonProps={{ 'aria-label': say('Đóng', 'Close') }}
    >
      {opened && <Steps onImport={onImport} warning={warning} />}
    </Modal>
  );
}

function Steps({ onImport, warning }: Pick<Props, 'onImport'> & { readonly warning: string | undefined }) {
  const say = useSay();
  const [source, setSource] = useState<TableSource>();
  const [table, setTable] = useState<ReadTable>();
  const step = table ? 2 : source ? 1 : 0;
  return (
    <Stepper
      active={step}
      onStepClick={(chosen) => {
        if (chosen < 2) setTable(undefined);
        if (chosen < 1) setSource(undefined);
      }}
      size="sm"
    >
      <Stepper.Step label={say('Nguồn', 'Source')} allowStepSelect>
        <ImportSource onRead={setSource} />
      </Stepper.Step>
      <Stepper.Step label={say('Nhận dạng cột', 'Columns')} allowStepSelect={step > 0}>
        {source && <ImportColumns source={source} onRead={setTable} />}
      </Stepper.Step>
      <Stepper.Step label={say('Kết quả', 'Result')} allowStepSelect={false}>
        {warning !== undefined && (
          <Alert color="yellow" mb="sm">
            <Group gap="xs">{warning}</Group>
          </Alert>
        )}
        {table && <ImportFindings table={table} onImport={onImport} />}
      </Stepper.Step>
    </Stepper>
  );
}
