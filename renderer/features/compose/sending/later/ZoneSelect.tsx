/** A time zone by its IANA name, found by typing part of it. */
import { Select } from '@mantine/core';
import { useMemo } from 'react';
import { systemZone } from '../../../../format.ts';
import { useWords } from '../../../../words.ts';
import { zonesWith } from './times.ts';

/** As many as are listed at once; more letters narrow them. */
const LISTED = 60;

export function ZoneSelect({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (zone: string) => void;
}) {
  const { t } = useWords();
  const zones = useMemo(
    () =>
      zonesWith(systemZone()).map((zone) => ({
        value: zone,
        label: zone.replaceAll('_', ' '),
      })),
    [],
  );
  return (
    <Select
      label={t('outbox.later.zone')}
      data={zones}
      value={value}
      limit={LISTED}
      searchable
      allowDeselect={false}
      nothingFoundMessage={t('outbox.later.noZone')}
      comboboxProps={{ withinPortal: true, position: 'top-start' }}
      onChange={(zone) => zone !== null && onChange(zone)}
    />
  );
}
