/** How much waits: a number each, which leads to its list. */
import { Anchor, Card, SimpleGrid, Skeleton, Text } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useMe } from '../../dossier/use-me.ts';
import { useSay } from '../../i18n/say.tsx';
import { countOf, useAppraisals, useCorrections, useDrafts, useHandOffs, useHeldCounts, useOfferedCounts } from './load.ts';

export function Tiles() {
  const me = useMe();
  const works = me.may('tasks:work');
  const passes = ['appraisals:submit', 'appraisals:review', 'appraisals:approve', 'appraisals:publish'].some(me.may);
  return (
    <SimpleGrid cols={6} spacing="sm" minColWidth="150px" type="container">
      {works && <WorkTiles />}
      {passes && <AppraisalTile />}
      {me.may('drafts:write') && <DraftTile />}
    </SimpleGrid>
  );
}

function WorkTiles() {
  const say = useSay();
  const held = useHeldCounts();
  const offered = useOfferedCounts();
  const handOffs = useHandOffs();
  const corrections = useCorrections();
  const flagged = (byFlag: Readonly<Record<string, number>>) => Object.values(byFlag).reduce((sum, count) => sum + count, 0);
  return (
    <>
      <Tile title={say('Tôi đang giữ', 'I hold')} query={held} count={({ total }) => String(total)} to="/tasks?who=mine" />
      <Tile
        title={say('Có cảnh báo', 'With a flag')}
        query={held}
        count={({ byFlag }) => String(flagged(byFlag))}
        isGrave={({ byFlag }) => flagged(byFlag) > 0}
        to="/tasks?who=mine&flagged=yes"
      />
      <Tile title={say('Đến hạn hôm nay', 'Due today')} query={held} count={({ dueToday }) => String(dueToday)} to="/tasks?who=mine" />
      <Tile
        title={say('Chờ người nhận', 'To be claimed')}
        query={offered}
        count={({ total }) => String(total)}
        to="/tasks?who=unassigned"
      />
      <Tile title={say('Bàn giao chờ nhận', 'Hand-offs waiting')} query={handOffs} count={countOf} to="#hand-offs" />
      <Tile
        title={say('Bị trả lại', 'Returned to us')}
        query={corrections}
        count={countOf}
        isGrave={({ items }) => items.length > 0}
        to="#corrections"
      />
    </>
  );
}

function AppraisalTile() {
  const say = useSay();
  return <Tile title={say('Thẩm định, phê duyệt', 'Appraisals')} query={useAppraisals()} count={countOf} to="#appraisals" />;
}

function DraftTile() {
  const say = useSay();
  return <Tile title={say('Bản nháp của tôi', 'My drafts')} query={useDrafts()} count={countOf} to="#drafts" />;
}

interface TileProps<T> {
  readonly title: string;
  readonly query: UseQueryResult<T>;
  readonly count: (answer: T) => string;
  readonly isGrave?: (answer: T) => boolean;
  readonly to: string;
}

function Tile<T>({ title, query, count, isGrave, to }: TileProps<T>) {
  const say = useSay();
  const grave = query.data !== undefined && isGrave?.(query.data) === true;
  return (
    <Card withBorder padding="sm">
      {query.data !== undefined ? (
        <span className={`count${grave ? ' late' : ''}`}>
          {grave && <span aria-hidden>⚑ </span>}
          {count(query.data)}
        </span>
      ) : query.isError ? (
        <Text size="sm">{say('không đọc được', 'cannot be read')}</Text>
      ) : (
        <Skeleton h={35} w={48} />
      )}
      {to.startsWith('#') ? (
        <Anchor size="sm" href={to}>
          {title}
        </Anchor>
      ) : (
        <Anchor size="sm" component={Link} to={to}>
          {title}
        </Anchor>
      )}
    </Card>
  );
}
