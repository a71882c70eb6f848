/** The toolbar's frame and its buttons: one of them is in the order of Tab, arrows go from one to the next (ARIA APG, toolbar). */
import { ActionIcon, Tooltip } from '@mantine/core';
import type { TablerIcon } from '@tabler/icons-react';
import { createContext, use, useState, type KeyboardEvent, type ReactNode, type Ref } from 'react';
import { keysText } from '../../../keys.ts';
import { Icon } from '../../../ui/index.ts';
import styles from './toolbar.module.css';

interface Roving {
  /** the tool that Tab comes to; null: the first */
  readonly current: string | null;
  readonly come: (name: string) => void;
}

const Place = createContext<Roving>({ current: null, come: () => undefined });

export function ToolGroup({
  label,
  first,
  onLeave,
  children,
}: {
  readonly label: string;
  /** the name of the first tool */
  readonly first: string;
  /** Escape */
  readonly onLeave: () => void;
  readonly children: ReactNode;
}) {
  const [current, come] = useState<string>(first);
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const bar = event.currentTarget;
    // A menu that is open has the same keys for itself.
    if (!(event.target instanceof HTMLElement) || event.target.closest('[data-tool]') === null) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      onLeave();
      return;
    }
    const tools = [...bar.querySelectorAll<HTMLElement>('[data-tool]:not(:disabled)')];
    const at = tools.findIndex((tool) => tool === document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
    const tool = to === undefined ? undefined : tools.at(to === tools.length ? 0 : to);
    if (tool === undefined) return;
    event.preventDefault();
    tool.focus();
  };
  return (
    <Place value={{ current, come }}>
      <div className={styles.tools} role="toolbar" aria-label={label} onKeyDown={move}>
        {children}
      </div>
    </Place>
  );
}

interface ToolProps {
  readonly name: string;
  readonly label: string;
  readonly icon: TablerIcon;
  readonly keys?: string;
  /** absent: it is no switch */
  readonly on?: boolean;
  readonly disabled?: boolean;
  readonly onPress?: () => void;
  /** of a menu that it opens */
  readonly ref?: Ref<HTMLButtonElement>;
  readonly children?: ReactNode;
}

export function Tool({
  name,
  label,
  icon,
  keys,
  on,
  disabled = false,
  onPress,
  children,
  ...menu
}: ToolProps) {
  const { current, come } = use(Place);
  return (
    <Tooltip
      label={keys === undefined ? label : `${label} · ${keysText(keys)}`}
      openDelay={400}
      withinPortal={false}
      floatingStrategy="fixed"
    >
      <ActionIcon
        {...menu}
        size={32}
        className={styles.tool}
        data-tool={name}
        data-on={on || undefined}
        aria-label={label}
        aria-pressed={on}
        aria-keyshortcuts={keys?.replace('Mod', 'Control')}
        disabled={disabled}
        tabIndex={current === name ? 0 : -1}
        onFocus={() => come(name)}
        // The text keeps the focus and its selection.
        onMouseDown={(event) => event.preventDefault()}
        {...(onPress && { onClick: onPress })}
      >
        <Icon of={icon} />
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
