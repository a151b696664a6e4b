/** A drawing from a file, chosen or dropped on the page, and the drawing as files. */
import { Alert, Button, FileButton, Group, Menu, Modal, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useLocation, useNavigate, useParams } from 'react-router';
import { sayNow, useSay } from '../../i18n/say.tsx';
import type { Editor } from '../editor.ts';
import { download, pngOf, svgOf } from '../exporting.ts';
import { addDecisionFiles, isDecisionFile } from '../../decisions/decision-files.ts';
import { bpmnOfFile } from '../import-file.ts';
import { TableExports } from '../../table/table-exports.tsx';
import { ImportNotes, type Imported } from './import-notes.tsx';

export function Files({ editor }: { readonly editor: Editor }) {
  const say = useSay();
  const [file, setFile] = useState<File | null>(null);
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  // a draft that was just made of a file brings what was found in it, once
  const { state, pathname } = useLocation() as { readonly state: { readonly imported?: Imported } | null; readonly pathname: string };
  const navigate = useNavigate();
  const [imported, setImported] = useState(state?.imported);
  useEffect(() => {
    if (state?.imported) void navigate(pathname, { replace: true });
  }, [state, pathname, navigate]);
  const { draftId } = useParams();
  const { isReadOnly } = editor;
  const { title } = editor.content;

  useEffect(() => {
    if (isReadOnly) return;
    const over = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      const files = [...(event.dataTransfer?.files ?? [])];
      const decisions = files.filter(isDecisionFile);
      const dropped = files.find(({ name }) => /\.(bpmn|xml)$/i.test(name));
      if (!dropped && decisions.length === 0) return;
      event.preventDefault();
      if (dropped) setFile(dropped);
      if (decisions.length > 0) void attempt(() => addDecisionFiles(editor, decisions, sayNow));
    };
    addEventListener('dragover', over);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragover', over);
      removeEventListener('drop', drop);
    };
  }, [isReadOnly, editor]);

  async function attempt(act: () => Promise<void>) {
    setBusy(true);
    setProblem(undefined);
    try {
      await act();
    } catch (failure) {
      setProblem(failure instanceof Error ? failure.message : String(failure));
    } finally {
      setBusy(false);
    }
  }
  const open = (chosen: File) =>
    attempt(async () => {
      const { xml, problems } = await bpmnOfFile(chosen, say);
      await editor.open(xml);
      setFile(null);
      setImported(problems.length > 0 ? { name: chosen.name, problems } : undefined);
    });
  const close = () => {
    setFile(null);
    setProblem(undefined);
  };

  return (
    <>
      {!isReadOnly && (
        <FileButton accept=".bpmn,.xml" onChange={setFile}>
          {(button) => (
            <Button {...button} size="compact-sm" variant="default">
              {say('Mở tệp', 'Open a file')}
            </Button>
          )}
        </FileButton>
      )}
      {imported && <ImportNotes key={imported.name} editor={editor} imported={imported} />}
      <Menu>
        <Menu.Target>
          <Button size="compact-sm" variant="default" loading={isBusy && !file}>
            {say('Xuất', 'Export')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => void attempt(async () => download(await editor.xml(), title, 'bpmn'))}>
            {say('Tệp BPMN', 'BPMN file')}
          </Menu.Item>
          <Menu.Item
            onClick={() => void attempt(async () => download(new Blob([await svgOf(editor)], { type: 'image/svg+xml' }), title, 'svg'))}
          >
            {say('Hình SVG', 'SVG picture')}
          </Menu.Item>
          <Menu.Item onClick={() => void attempt(async () => download(await pngOf(editor), title, 'png'))}>
            {say('Hình PNG', 'PNG picture')}
          </Menu.Item>
          {draftId !== undefined && (
            <>
              <Menu.Divider />
              <TableExports draftId={draftId} />
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={file !== null || problem !== undefined}
        onClose={close}
        title={file ? say('Thay sơ đồ bằng tệp', 'Replace the diagram by a file') : say('Không làm được', 'Not done')}
        closeButtonProps={{ 'aria-label': say('Đóng', 'Close') }}
      >
        {file && (
          <Text size="sm" mb="sm">
            {say(
              `Sơ đồ đang vẽ sẽ được thay bằng "${file.name}". Việc này không hoàn tác được.`,
              `The diagram will be replaced by "${file.name}". This cannot be undone.`,
            )}
          </Text>
        )}
        {problem !== undefined && (
          <Alert color="red" role="alert" mb="sm">
            {problem}
          </Alert>
        )}
        <Group justify="end">
          <Button variant="default" onClick={close}>
            {say('Thôi', 'Cancel')}
          </Button>
          {file && (
            <Button loading={isBusy} onClick={() => void open(file)}>
              {say('Thay sơ đồ', 'Replace it')}
            </Button>
          )}
        </Group>
      </Modal>
    </>
  );
}
