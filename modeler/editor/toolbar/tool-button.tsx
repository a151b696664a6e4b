/** A button of the toolbar. */
import { Button, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props {
  readonly label: string;
  /** Shown to a pointer beside the label. */
  readonly keys?: string;
  readonly sign: ReactNode;
  readonly isDisabled?: boolean;
  readonly onClick: () => void;
}

export function ToolButton({ label, keys, sign, isDisabled = false, onClick }: Props) {
  return (
    <Tooltip label={keys === undefined ? label : `${label} (${keys})`} openDelay={400}>
      <Button size="compact-sm" variant="default" aria-label={label} disabled={isDisabled} onClick={onClick}>
        <span aria-hidden>{sign}</span>
      </Button>
    </Tooltip>
  );
}
