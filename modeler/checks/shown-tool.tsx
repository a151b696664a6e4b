/** Legend of the canvas: what is shown besides the drawing, each a switch. */
import { Button, Checkbox, Popover, Stack, Text } from '@mantine/core';
import type { Editor } from '../editor/editor.ts';
import { useSay } from '../i18n/say.tsx';
import { layers, show, useShown, type Layer } from './shown.ts';

export function ShownTool(_: { readonly editor: Editor }) {
  const say = useSay();
  const shown = useShown();
  const words: Readonly<Record<Layer, readonly [string, string]>> = {
    findings: [
      say('Lỗi và cảnh báo', 'Errors and warnings'),
      say('✕ viền đỏ: lỗi; ! viền cam đứt: cảnh báo', '✕ red frame: error; ! dashed orange: warning'),
    ],
    budgets: [say('Thời gian giao', 'Time budgets'), say('dưới mỗi bước', 'under each step')],
    shares: [say('Tỷ lệ thời hạn', 'Shares of the deadline'), say('thanh dưới mỗi bước', 'bar under each step')],
    critical: [say('Đường dài nhất', 'Critical path'), say('nét tím đậm: quyết định ngày xong', 'thick purple line: decides the end')],
    slack: [say('Phần dư', 'Slack'), say('nền đỏ: không còn dư; xanh: còn nhiều', 'red: none left; green: much')],
    handOffs: [say('Chuyển giao', 'Hand-offs'), say('⇄ bước nhận hồ sơ từ đơn vị khác', '⇄ step that gets it from another unit')],
  };
  return (
    <Popover position="bottom-end" width={330} trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" size="compact-sm">
          {say('Hiển thị', 'Show')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={say('Hiển thị trên hình', 'Shown on the diagram')}>
        <Stack gap="xs">
          {layers.map((layer) => (
            <Checkbox
              key={layer}
              checked={shown[layer]}
              onChange={({ currentTarget }) => show(layer, currentTarget.checked)}
              label={
                <>
                  <span aria-hidden className={`legend-sample legend-${layer}`}>
                    {layer === 'budgets' ? '2d' : layer === 'handOffs' ? '⇄' : ''}
                  </span>
                  {words[layer][0]}
                  <Text size="xs" component="span" display="block">
                    {words[layer][1]}
                  </Text>
                </>
              }
            />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
