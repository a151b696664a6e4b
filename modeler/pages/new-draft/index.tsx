/** A new draft: from a template, from a version that is in use, from a table of steps, or from a file. `?from=<processKey>@<version>` chooses the version. */
import { Alert, Button, FileInput, Group, Radio, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState, type SubmitEvent } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { readOrganisation } from '../../../engine/index.ts';
import { api } from '../../data/session.ts';
import { bpmnOfFile } from '../../editor/import-file.ts';
import { draftOfRegime } from '../../editor/templates/draft-of-regime.ts';
import { regimes } from '../../editor/templates/regimes.ts';
import { useSay } from '../../i18n/say.tsx';
import { Asked } from '../../parts/asked.tsx';
import { Page } from '../../parts/page.tsx';
import { Failed } from '../../parts/states.tsx';
import { UnitSelect } from '../../parts/unit-select.tsx';
import { ImportTable } from '../../table/import-table.tsx';
import { ofVersion, type Beginning } from './beginnings.ts';

export default function NewDraftPage() {
  const say = useSay();
  const [search] = useSearchParams();
  const from = search.get('from');
  const query = useQuery({
    queryKey: ['new-draft', from],
    queryFn: async () => {
      const [organisation, version] = await Promise.all([api.getOrganisation(), from === null ? undefined : ofVersion(from)]);
      return { organisation, version };
    },
    staleTime: Infinity,
    gcTime: 0,
  });
  return (
    <Page title={say('Bản nháp mới', 'New draft')}>
      <Asked query={query}>{({ organisation, version }) => <NewDraft organisation={organisation} version={version} />}</Asked>
    </Page>
  );
}

function NewDraft({ organisation, version }: { readonly organisation: unknown; readonly version: Beginning | undefined }) {
  const say = useSay();
  const navigate = useNavigate();
  const [title, setTitle] = useState(version?.title ?? '');
  const [department, setDepartment] = useState<string | undefined>();
  const [source, setSource] = useState(version ? 'version' : 'fiveAtPlace');
  const [file, setFile] = useState<File | null>(null);
  const [table, setTable] = useState<{ readonly xml: string; readonly title: string }>();
  const [isImporting, setImporting] = useState(false);
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const { organisation: units } = readOrganisation(organisation);
  const take = (chosen: File | null) => {
    setFile(chosen);
    if (!chosen) return;
    setTitle((given) => (given === '' ? chosen.name.replace(/\.(bpmn|xml)$/i, '').normalize('NFC') : given));
  };
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      const dropped = [...(event.dataTransfer?.files ?? [])].find(({ name }) => /\.(bpmn|xml)$/i.test(name));
      if (!dropped) return;
      event.preventDefault();
      setSource('file');
      take(dropped);
    };
    addEventListener('dragover', over);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragover', over);
      removeEventListener('drop', drop);
    };
  }, []);

  async function begin(): Promise<Omit<Beginning, 'title'>> {
    if (source === 'version' && version) return version;
    if (source === 'table') {
      if (!table) throw new Error(say('Hãy nhập bảng quy trình.', 'Import a table of steps.'));
      return { bpmn: table.xml, forms: {}, procedure: {} };
    }
    if (source !== 'file')
      return {
        bpmn: await draftOfRegime(
          title.trim(),
          regimes.find(({ id }) => id === source),
        ),
        forms: {},
        procedure: {},
      };
    if (!file) throw new Error(say('Hãy chọn tệp .bpmn.', 'Choose a .bpmn file.'));
    const { xml, problems } = await bpmnOfFile(file, say);
    return { bpmn: xml, forms: {}, procedure: {}, ...(problems.length > 0 && { imported: { name: file.name, problems } }) };
  }

  async function make(event: SubmitEvent) {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      const { bpmn, forms, decisions, procedure, imported } = await begin();
      const { draftId } = await api.postDrafts({
        body: {
          title: title.trim().normalize('NFC'),
          bpmn,
          forms,
          procedure,
          ...(decisions && { decisions }),
          ...(department !== undefined && { department }),
        },
      });
      await navigate(`/drafts/${draftId}`, { state: { imported } });
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  }

  const options = [
    ...(version
      ? [
          {
            id: 'version',
            title: say(`Từ ${version.from}`, `From ${version.from}`),
            about: say('Bản sao để sửa thành phiên bản mới.', 'A copy, to become a new version.'),
          },
        ]
      : []),
    ...regimes.map((regime) => ({ id: regime.id, title: say(...regime.title), about: say(...regime.about) })),
    { id: 'empty', title: say('Trang trắng', 'Empty'), about: say('Một làn, một bước; vẽ từ đầu.', 'One lane, one step; draw the rest.') },
    {
      id: 'table',
      title: say('Từ bảng quy trình', 'From a table of steps'),
      about: say(
        'Dán từ Excel, Word, hoặc tệp của quyết định đã công bố.',
        'Pasted from a spreadsheet or Word, or the file of a published decision.',
      ),
    },
    {
      id: 'file',
      title: say('Từ tệp BPMN', 'From a BPMN file'),
      about: say('Vẽ bằng phần mềm khác; chọn hoặc kéo tệp vào đây.', 'Drawn elsewhere; choose it or drop it here.'),
    },
  ];
  return (
    <>
      <form onSubmit={(event) => void make(event)}>
        <Stack maw={1080}>
          <SimpleGrid cols={2}>
            <TextInput
              label={say('Tên thủ tục', 'Name of the procedure')}
              required
              maxLength={500}
              value={title}
              onChange={(event) => setTitle(event.currentTarget.value)}
            />
            {units && (
              <UnitSelect
                label={say('Đơn vị soạn', 'Department that draws it')}
                placeholder={say('Đơn vị của tôi', 'My own')}
                organisation={units}
                value={department}
                onChange={setDepartment}
              />
            )}
          </SimpleGrid>
          <Radio.Group value={source} onChange={setSource} label={say('Bắt đầu từ', 'Begin with')}>
            <SimpleGrid cols={3} mt="xs" spacing="xs">
              {options.map(({ id, title: name, about }) => (
                <Radio.Card key={id} value={id} p="sm" radius="sm" display="flex" style={{ alignItems: 'flex-start' }}>
                  <Group wrap="nowrap" align="start" gap="sm">
                    <Radio.Indicator />
                    <div>
                      <Text size="sm" fw={600}>
                        {name}
                      </Text>
                      <Text size="sm">{about}</Text>
                    </div>
                  </Group>
                </Radio.Card>
              ))}
            </SimpleGrid>
          </Radio.Group>
          {source === 'table' && (
            <Group gap="sm">
              <Button variant="default" onClick={() => setImporting(true)}>
                {table ? say('Nhập bảng khác …', 'Import another table …') : say('Nhập bảng …', 'Import a table …')}
              </Button>
              {table && <Text size="sm">{say(`Đã nhập: ${table.title}`, `Imported: ${table.title}`)}</Text>}
            </Group>
          )}
          {source === 'file' && (
            <FileInput
              label={say('Tệp BPMN', 'BPMN file')}
              placeholder={say('Chọn tệp .bpmn', 'Choose a .bpmn file')}
              accept=".bpmn,.xml"
              clearable
              clearButtonProps={{ 'aria-label': say('Bỏ tệp', 'Clear') }}
              value={file}
              onChange={take}
            />
          )}
          {error !== undefined &&
            (error instanceof Error && error.constructor === Error ? (
              <Alert color="red" role="alert">
                {error.message}
              </Alert>
            ) : (
              <Failed error={error} />
            ))}
          <Group>
            <Button type="submit" loading={isBusy}>
              {say('Tạo bản nháp', 'Make the draft')}
            </Button>
          </Group>
        </Stack>
      </form>
      {/* beside the form: what is sent inside of the window must not send the form */}
      <ImportTable
        opened={isImporting}
        onClose={() => setImporting(false)}
        onImport={(imported) => {
          setTable(imported);
          setImporting(false);
          if (title === '') setTitle(imported.title);
        }}
      />
    </>
  );
}
