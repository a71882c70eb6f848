/** What was found, best first, with the reason for each. The user says which one it is; one outside the domain wants a yes of its own (RFC 6186 §6). */
import { ActionIcon, Button, Checkbox, Radio, Tooltip } from '@mantine/core';
import { IconArrowRight, IconLock, IconPencil } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { Candidate, DiscoveryProgress } from '#core/discovery/vocabulary.ts';
import { Badge, Icon, InlineMessage } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import { candidateKey, mark, useFinding } from './finding.ts';
import { serverName, useFindingWords } from './words.ts';
import styles from './finding.module.css';

export function Candidates({
  progress: { candidates, domain },
  running,
  onEdit,
  onUse,
}: {
  readonly progress: DiscoveryProgress;
  readonly running: boolean;
  readonly onEdit: (candidate: Candidate) => void;
  readonly onUse: (candidate: Candidate) => void;
}) {
  const { t } = useWords();
  const { marked } = useFinding();
  const group = useId();
  /** the candidate that the user said yes to */
  const [accepted, setAccepted] = useState<string | null>(null);
  const chosen = candidates.find((candidate) => candidateKey(candidate) === marked) ?? candidates[0];
  if (chosen === undefined) return null;
  const mayUse = !chosen.outside || accepted === chosen.host;
  const title = running ? t('discovery.foundSoFar') : t('discovery.found');
  return (
    <section className={styles.found} aria-label={title}>
      <h2>{title}</h2>
      <div className={styles.candidates} role="radiogroup" aria-label={title}>
        {candidates.map((candidate) => (
          <CandidateRow
            key={candidateKey(candidate)}
            group={group}
            candidate={candidate}
            chosen={candidate === chosen}
            // Into the form goes only what may be used.
            mayEdit={!candidate.outside || accepted === candidate.host}
            onEdit={() => onEdit(candidate)}
          />
        ))}
      </div>
      {chosen.outside && (
        <InlineMessage
          tone="warning"
          live
          actions={
            <Checkbox
              checked={accepted === chosen.host}
              onChange={(event) => setAccepted(event.currentTarget.checked ? chosen.host : null)}
              label={t('discovery.outsideYes', { host: chosen.host })}
            />
          }
        >
          <b>{t('discovery.outside', { host: chosen.host, domain })}</b> {t('discovery.outsideText')}
        </InlineMessage>
      )}
      <div id="finding-use" className={styles.use}>
        <Button
          variant="filled"
          rightSection={<Icon of={IconArrowRight} />}
          disabled={!mayUse}
          onClick={() => onUse(chosen)}
        >
          {t('discovery.use')}
        </Button>
        <span className={styles.quiet}>{t('discovery.useHint')}</span>
      </div>
    </section>
  );
}

function CandidateRow({
  candidate,
  group,
  chosen,
  mayEdit,
  onEdit,
}: {
  readonly candidate: Candidate;
  readonly group: string;
  readonly chosen: boolean;
  readonly mayEdit: boolean;
  readonly onEdit: () => void;
}) {
  const { t } = useWords();
  const words = useFindingWords();
  const id = useId();
  const server = serverName(candidate);
  const provenance = words.provenance(candidate);
  return (
    <div className={styles.candidate} data-chosen={chosen || undefined}>
      <Radio
        id={id}
        name={group}
        checked={chosen}
        onChange={() => mark(candidate)}
        aria-label={`${server}, ${t(`accounts.securities.${candidate.security}`)}`}
        aria-describedby={`${id}-why`}
      />
      <label htmlFor={id}>
        <span className={styles.server}>
          <span className={styles.host}>
            <b>{candidate.host}</b>:{candidate.port}
          </span>
          <SecurityBadge candidate={candidate} />
        </span>
        <span id={`${id}-why`} className={styles.why}>
          {words.reasons(candidate)}
          {provenance !== '' && <span className={styles.provenance}>{provenance}</span>}
        </span>
      </label>
      <Tooltip label={t('discovery.edit')}>
        <ActionIcon
          size={28}
          variant="subtle"
          aria-label={t('discovery.editNamed', { server })}
          disabled={!mayEdit}
          onClick={onEdit}
        >
          <Icon of={IconPencil} size={16} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

export function SecurityBadge({ candidate: { security, probe } }: { readonly candidate: Candidate }) {
  const { t } = useWords();
  const tone = probe.state === 'failed' ? 'warn' : probe.state === 'answered' ? 'ok' : 'neutral';
  return (
    <Badge tone={tone} icon={IconLock}>
      {t(`accounts.securities.${security}`)}
    </Badge>
  );
}
