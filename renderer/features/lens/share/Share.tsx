/** The further things that can be done with what the lens shows: a menu, and the commands behind it. What prints is loaded by the first print. */
import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconDownload, IconFileTypePdf, IconPrinter } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { headerDate } from '#core/headers/identifiers.ts';
import { fieldsNamed } from '#core/headers/parse.ts';
import { decoded, unfolded } from '#core/headers/unfold.ts';
import type { CommandId } from '#core/contract/app.ts';
import type { PageHeading } from '#core/contract/printing.ts';
import { call, errorOf } from '../../../api.ts';
import { Keys, useAvailableCommands, useCommand, useRunCommand } from '../../../commands.tsx';
import { Icon, toast, useErrorWords } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import { momentHere } from '../fields/moment.ts';
import { usePrintingWords } from '../print/words.ts';
import type { ViewProps } from '../views.ts';
import { nameAfter } from './use-report.ts';

const PrintDocument = lazy(() => import('../print/PrintDocument.tsx'));

type How = 'pdf' | 'paper';

const entries = [
  ['save-report', IconDownload],
  ['save-findings', IconDownload],
  ['save-pdf', IconFileTypePdf],
  ['print', IconPrinter],
] as const satisfies readonly (readonly [CommandId, unknown])[];

export default function Share({ message, header }: ViewProps) {
  const { t } = useWords();
  const print = usePrintingWords();
  const run = useRunCommand();
  const available = useAvailableCommands();
  const [printing, setPrinting] = useState<How | null>(null);
  const [withEnvelope, setWithEnvelope] = useState(false);
  const printed = usePrinted({ message, header });
  useCommand('save-pdf', () => setPrinting('pdf'), { enabled: printing === null });
  useCommand('print', () => setPrinting('paper'), { enabled: printing === null });
  return (
    <>
      <Menu position="bottom-start" withinPortal={false} withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <Button size="xs" rightSection={<Icon of={IconChevronDown} size={14} />}>
            {print('more')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {entries
            .filter(([id]) => available.includes(id))
            .map(([id, icon]) => (
              <Menu.Item
                key={id}
                leftSection={<Icon of={icon} size={16} />}
                rightSection={<Keys id={id} quiet />}
                onClick={() => run(id)}
              >
                {t(`app.command.${id}`)}
              </Menu.Item>
            ))}
          {message.kind === 'sent' && (
            <Menu.CheckboxItem checked={withEnvelope} onChange={setWithEnvelope}>
              {print('withEnvelope')}
            </Menu.CheckboxItem>
          )}
        </Menu.Dropdown>
      </Menu>
      {printing !== null && (
        <Suspense fallback={null}>
          <PrintDocument
            message={message}
            header={header}
            withEnvelope={withEnvelope}
            onReady={() => void printed(printing).finally(() => setPrinting(null))}
          />
        </Suspense>
      )}
    </>
  );
}

/** Fonts that the window may not have needed yet. */
const FONTS = ['Source Sans 3 Variable', 'Bricolage Grotesque Variable', 'JetBrains Mono Variable'];

/** Hands the document that now stands in the page to main; says what came of it. */
function usePrinted({ header }: ViewProps): (how: How) => Promise<void> {
  const { t, language } = useWords();
  const print = usePrintingWords();
  const say = useErrorWords();
  const headingOf = (): PageHeading => {
    const [subject, date] = ['Subject', 'Date'].map((name) => fieldsNamed(header.parsed, name)[0]);
    const written = date ? unfolded(header.bytes, date) : '';
    const moment = headerDate(written);
    return {
      title: (subject ? decoded(header.bytes, subject) : t('lens.list.noSubject')).slice(0, 1000),
      date: (moment ? momentHere(moment.at, language) : written).trim().slice(0, 200),
    };
  };
  return async (how) => {
    try {
      await Promise.all(FONTS.map((font) => document.fonts.load(`12px "${font}"`)));
      const heading = headingOf();
      if (how === 'pdf') {
        const { saved } = await call('printing.pdf', { name: nameAfter(header, 'Facteur.pdf'), heading });
        if (saved) toast({ kind: 'ok', title: t('lens.head.fileSaved') });
      } else {
        const { outcome } = await call('printing.paper', heading);
        if (outcome === 'failed') toast({ kind: 'error', title: print('failed') });
      }
    } catch (error) {
      toast({ kind: 'error', title: say(errorOf(error)) });
    }
  };
}
