/** Chooses a side of a comparison among versions, drafts and submissions. */
import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api } from '../data/session.ts';
import { useSay } from '../i18n/say.tsx';
import { plainText } from './plain-text.ts';
import { readSide, writeSide, type Side } from './side.ts';

interface Props {
  readonly label: string;
  readonly side: Side | undefined;
  /** Whose other versions are wanted first. */
  readonly processKey?: string | undefined;
  readonly choose: (side: Side) => void;
}

export function SidePicker({ label, side, processKey, choose }: Props) {
  const say = useSay();
  const own = side?.kind === 'version' ? side.processKey : processKey;
  const procedures = useQuery({ queryKey: ['procedures', 'all'], queryFn: () => api.getProcedures({ query: { limit: 500 } }) });
  const drafts = useQuery({ queryKey: ['drafts', 'all'], queryFn: () => api.getDrafts({ query: { limit: 500 } }), retry: false });
  const versions = useQuery({
    queryKey: ['versions', own],
    queryFn: () => api.getProcedureVersions({ params: { processKey: own! }, query: { limit: 100 } }),
    enabled: own !== undefined,
  });
  const entry = (of: Side, text: string) => ({ value: writeSide(of), label: text });
  const versionEntries = (versions.data?.items ?? []).map(({ processKey: key, version, name = key }) =>
    entry({ kind: 'version', processKey: key, version }, say(`${name} – phiên bản ${version}`, `${name} – version ${version}`)),
  );
  const groups = [
    { group: say('Các phiên bản', 'Versions'), items: versionEntries },
    {
      group: say('Thủ tục', 'Procedures'),
      items: (procedures.data?.items ?? [])
        .filter((each) => each.processKey !== own)
        .map(({ processKey: key, version, name = key }) =>
          entry({ kind: 'version', processKey: key, version }, say(`${name} – phiên bản ${version}`, `${name} – version ${version}`)),
        ),
    },
    {
      group: say('Bản nháp', 'Drafts'),
      items: (drafts.data?.items ?? []).map(({ draftId, title }) =>
        entry({ kind: 'draft', draftId }, say(`${title} – bản nháp`, `${title} – draft`)),
      ),
    },
  ];
  const value = side ? writeSide(side) : null;
  const isListed = groups.some(({ items }) => items.some((each) => each.value === value));
  const data = [
    ...(value !== null && !isListed ? [{ group: say('Đang xem', 'Shown'), items: [{ value, label: labelOf(side!, say) }] }] : []),
    ...groups.filter(({ items }) => items.length > 0),
  ];
  return (
    <Select
      label={label}
      data={data}
      value={value}
      allowDeselect={false}
      searchable
      limit={100}
      placeholder={say('Chọn phiên bản hoặc bản nháp', 'Choose a version or a draft')}
      nothingFoundMessage={say('Không có', 'None')}
      filter={({ options, search }) => {
        const wanted = plainText(search);
        const isWanted = (each: { readonly label: unknown }) => plainText(String(each.label)).includes(wanted);
        return options
          .map((option) => ('items' in option ? { ...option, items: option.items.filter(isWanted) } : option))
          .filter((option) => ('items' in option ? option.items.length > 0 : isWanted(option)));
      }}
      onChange={(text) => {
        const chosen = readSide(text);
        if (chosen) choose(chosen);
      }}
    />
  );
}

function labelOf(side: Side, say: (vi: string, en: string) => string): string {
  switch (side.kind) {
    case 'submission':
      return say(
        `Hồ sơ thẩm định ${side.appraisalId} – lần trình ${side.round}`,
        `Appraisal ${side.appraisalId} – submission ${side.round}`,
      );
    case 'draft':
      return say(`Bản nháp ${side.draftId}`, `Draft ${side.draftId}`);
    case 'version':
      return say(`${side.processKey} – phiên bản ${side.version}`, `${side.processKey} – version ${side.version}`);
  }
}
