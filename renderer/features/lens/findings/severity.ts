/** How the three severities look everywhere. */
import { IconAlertTriangle, IconBulb, IconCircleX, type TablerIcon } from '@tabler/icons-react';
import type { Severity } from '#core/headers/lint/model.ts';
import type { Tone } from '../../../ui/index.ts';

export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'advice'];

export const severityLook: Readonly<Record<Severity, { readonly icon: TablerIcon; readonly tone: Tone }>> = {
  error: { icon: IconCircleX, tone: 'danger' },
  warning: { icon: IconAlertTriangle, tone: 'warn' },
  advice: { icon: IconBulb, tone: 'info' },
};
