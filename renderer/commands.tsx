/**
 * Who carries out a command, and the keyboard that calls it. A component registers with `useCommand`; keys, palette and the system's menu
 * all come through here. What the commands are, and their keys, is in core/contract/commands.ts.
 */
import { createContext, use, useEffect, useEffectEvent, useMemo, useState, type ReactNode } from 'react';
import { COMMAND_IDS, type CommandId, commands } from '#core/contract/commands.ts';
import { useCall, useEvent } from './api.ts';
import { inTextField, keysOf, keysText } from './keys.ts';
import { Kbd } from './ui/marks/Kbd.tsx';

type Handler = () => void;

/** The newest registration that is enabled answers: a view in front may take over a command from the shell. */
class Registry {
  readonly #handlers = new Map<CommandId, Handler[]>();
  #listeners = new Set<() => void>();

  add(id: CommandId, handler: Handler): () => void {
    this.#handlers.set(id, [...(this.#handlers.get(id) ?? []), handler]);
    this.#tell();
    return () => {
      this.#handlers.set(
        id,
        (this.#handlers.get(id) ?? []).filter((other) => other !== handler),
      );
      this.#tell();
    };
  }

  has(id: CommandId): boolean {
    return (this.#handlers.get(id)?.length ?? 0) > 0;
  }

  /** False: nobody carries it out now. */
  run(id: CommandId): boolean {
    const handler = this.#handlers.get(id)?.at(-1);
    handler?.();
    return handler !== undefined;
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

const Commands = createContext<Registry | null>(null);

function useRegistry(): Registry {
  const registry = use(Commands);
  if (registry === null) throw new Error('commands outside CommandsProvider');
  return registry;
}

/** Two share their keys where only one can be carried out at a time. */
const idsOf = (keys: string): readonly CommandId[] => COMMAND_IDS.filter((id) => commands[id].keys === keys);

export function CommandsProvider({ children }: { readonly children: ReactNode }) {
  const [registry] = useState(() => new Registry());
  useEvent('app.command', ({ command }) => void registry.run(command));
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.isComposing || event.defaultPrevented) return;
      const inText = inTextField(event.target);
      const ids = idsOf(keysOf(event)).filter((id) => !(inText && commands[id].outsideText === true));
      // Held down, most commands are carried out once. What is answered here must not reach the editor or the menu's accelerator a second time.
      if (
        ids.some((id) =>
          event.repeat && commands[id].repeats !== true ? registry.has(id) : registry.run(id),
        )
      ) {
        event.preventDefault();
        event.stopPropagation();
      }
    };
    window.addEventListener('keydown', pressed, { capture: true });
    return () => window.removeEventListener('keydown', pressed, { capture: true });
  }, [registry]);
  return <Commands value={registry}>{children}</Commands>;
}

/** Registers who carries out a command while the component is mounted and `enabled`. */
export function useCommand(
  id: CommandId,
  handler: Handler,
  { enabled = true }: { readonly enabled?: boolean } = {},
): void {
  const registry = useRegistry();
  const run = useEffectEvent(handler);
  useEffect(() => {
    if (!enabled) return;
    return registry.add(id, () => run());
  }, [registry, id, enabled]);
}

/** Carries out a command by name; for buttons that stand for one. */
export function useRunCommand(): (id: CommandId) => void {
  const registry = useRegistry();
  return useMemo(() => (id: CommandId) => void registry.run(id), [registry]);
}

/** The commands that somebody carries out now, in the contract's order. */
export function useAvailableCommands(): readonly CommandId[] {
  const registry = useRegistry();
  const [, renew] = useState(0);
  useEffect(() => registry.onChange(() => renew((times) => times + 1)), [registry]);
  return COMMAND_IDS.filter((id) => registry.has(id));
}

/** A single key such as `?`: never in a text field, and never when the user switched them off. */
export function useSingleKey(key: string, handler: Handler, enabled = true): void {
  const settings = useCall('settings.get', null);
  const wanted = enabled && (settings.data?.singleKeyShortcuts ?? true);
  const run = useEffectEvent(handler);
  useEffect(() => {
    if (!wanted) return;
    const pressed = (event: KeyboardEvent) => {
      const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing;
      if (!plain || event.defaultPrevented || event.key !== key || inTextField(event.target)) return;
      event.preventDefault();
      run();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [key, wanted]);
}

/** The shortcut of a command, or nothing when it has none. */
export function Keys({ id, quiet = false }: { readonly id: CommandId; readonly quiet?: boolean }) {
  const { keys } = commands[id];
  return keys === null ? null : <Kbd quiet={quiet}>{keysText(keys)}</Kbd>;
}
