/** The organisation: its units as a tree, one of them in a form, and saving with a look at what it moves. */
import { Button, Grid, NumberInput, Paper, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useSay } from '../../i18n/say.tsx';
import { Asked } from '../../parts/asked.tsx';
import { Page } from '../../parts/page.tsx';
import { EditBar } from '../admin-parts/edit-bar.tsx';
import type { ReadOrganisation } from '../admin-parts/organisation-content.ts';
import { Permitted } from '../admin-parts/permitted.tsx';
import { useOrganisation } from '../admin-parts/unit-select.tsx';
import { useEditedOrganisation } from '../admin-parts/use-edited-organisation.ts';
import { NewUnit } from './new-unit.tsx';
import { UnitForm } from './unit-form.tsx';
import { UnitTree } from './unit-tree.tsx';

export default function OrganisationPage() {
  const query = useOrganisation();
  return (
    <Permitted permission="organisation:write">
      <Asked query={query}>{(read) => <Content read={read} />}</Asked>
    </Permitted>
  );
}

function Content({ read }: { readonly read: ReadOrganisation }) {
  const say = useSay();
  const edited = useEditedOrganisation(read);
  const { content, change } = edited;
  const [chosen, choose] = useState<string | undefined>(content.units[0]?.id);
  const [isAdding, setAdding] = useState(false);
  const index = content.units.findIndex(({ id }) => id === chosen);
  const unit = content.units[index];

  return (
    <Page
      title={say('Sơ đồ tổ chức', 'Organisation')}
      actions={
        <Button variant="default" onClick={() => setAdding(true)}>
          {say('Thêm đơn vị', 'Add a unit')}
        </Button>
      }
    >
      <EditBar
        edited={edited}
        onProblem={(pointer) => {
          const [, list, at] = pointer.split('/');
          const found =
            list === 'units' ? content.units[Number(at)]?.id : list === 'officers' ? content.officers?.[Number(at)]?.unit : undefined;
          if (found !== undefined) choose(found);
        }}
      />
      <Grid gap="md">
        <Grid.Col span={5}>
          <Paper withBorder p="xs">
            <UnitTree units={content.units} chosen={chosen} onChoose={choose} />
          </Paper>
        </Grid.Col>
        <Grid.Col span={7}>
          <Stack>
            {unit === undefined ? (
              <Text size="sm">{say('Chọn một đơn vị bên trái để xem và sửa.', 'Choose a unit to see and change it.')}</Text>
            ) : (
              <UnitForm key={unit.id} edited={edited} unit={unit} index={index} onChoose={choose} />
            )}
            <General content={content} change={change} />
          </Stack>
        </Grid.Col>
      </Grid>
      {isAdding && (
        <NewUnit
          content={content}
          parent={chosen}
          onAdd={(added) => {
            change({ ...content, units: [...content.units, added] });
            choose(added.id);
            setAdding(false);
          }}
          onClose={() => setAdding(false)}
        />
      )}
    </Page>
  );
}

/** What holds for the whole organisation. */
function General({ content, change }: Pick<ReturnType<typeof useEditedOrganisation>, 'content' | 'change'>) {
  const say = useSay();
  const calendars = [...(content.calendars ?? []), { id: 'vietnam', name: undefined }, { id: 'bareWeek', name: undefined }];
  return (
    <Paper withBorder p="md" component="section" aria-label={say('Thông tin chung', 'General')}>
      <Stack gap="xs">
        <Text fw={600}>{say('Thông tin chung của tổ chức', 'The whole organisation')}</Text>
        <TextInput
          label={say('Tên tổ chức', 'Name')}
          value={content.name}
          onChange={(event) => change({ ...content, name: event.currentTarget.value })}
        />
        <Select
          label={say('Lịch làm việc chung', 'Calendar of all')}
          description={say('Của mọi đơn vị không có lịch riêng.', 'Of every unit without one of its own.')}
          data={calendars.map(({ id, name }) => ({ value: id, label: name ?? knownName(id, say) }))}
          value={content.calendar ?? null}
          onChange={(calendar) => calendar !== null && change({ ...content, calendar })}
          allowDeselect={false}
        />
        <NumberInput
          label={say('Phải tiếp nhận chuyển giao trong (giờ làm việc)', 'Hand-offs are to be taken up within (working hours)')}
          min={0}
          decimalSeparator=","
          value={content.handOffUnclaimedHours ?? 2}
          onChange={(hours) => typeof hours === 'number' && change({ ...content, handOffUnclaimedHours: hours })}
          hideControls
        />
      </Stack>
    </Paper>
  );
}

const knownName = (id: string, say: (vi: string, en: string) => string) =>
  id === 'vietnam'
    ? say('Lịch nhà nước (có ngày lễ)', 'Public calendar of Viet Nam')
    : say('Tuần làm việc, không ngày lễ', 'Working week without holidays');
