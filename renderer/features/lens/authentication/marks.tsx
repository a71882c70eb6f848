/** The short marks of this view: a verdict, whom to believe. Each is an icon, a word and a colour. */
import {
  IconAlertTriangle,
  IconCheck,
  IconCircleX,
  IconHelpCircle,
  IconMinus,
  IconQuestionMark,
  IconShieldCheck,
  IconUserQuestion,
  type TablerIcon,
} from '@tabler/icons-react';
import type { Trust } from '#core/headers/authentication/boundary.ts';
import type { Verdict } from '#core/contract/authentication.ts';
import { Badge, type Tone } from '../../../ui/index.ts';
import { useAuthenticationWords } from './words.ts';

interface Look {
  readonly tone: Tone;
  readonly icon: TablerIcon;
}

const verdicts: Readonly<Record<Verdict, Look>> = {
  pass: { tone: 'ok', icon: IconCheck },
  fail: { tone: 'danger', icon: IconCircleX },
  softfail: { tone: 'warn', icon: IconAlertTriangle },
  neutral: { tone: 'neutral', icon: IconMinus },
  none: { tone: 'neutral', icon: IconMinus },
  policy: { tone: 'warn', icon: IconAlertTriangle },
  temperror: { tone: 'plum', icon: IconHelpCircle },
  permerror: { tone: 'warn', icon: IconAlertTriangle },
};

const isVerdict = (word: string): word is Verdict => Object.hasOwn(verdicts, word);

/** `result` null: nobody has verified it here. */
export function VerdictMark({ result }: { readonly result: Verdict | null }) {
  const { t } = useAuthenticationWords();
  const { tone, icon } =
    result === null ? { tone: 'plum' as const, icon: IconQuestionMark } : verdicts[result];
  return (
    <Badge tone={tone} icon={icon}>
      {t(`verdict.${result ?? 'unverified'}`)}
    </Badge>
  );
}

/** A result as a header field has it: the protocol's own word, and coloured only where the field is to be believed. */
export function ClaimedMark({ result, believed }: { readonly result: string; readonly believed: boolean }) {
  const look = isVerdict(result) ? verdicts[result] : undefined;
  return believed && look ? (
    <Badge tone={look.tone} icon={look.icon}>
      {result.slice(0, 40)}
    </Badge>
  ) : (
    <Badge>{result.slice(0, 40)}</Badge>
  );
}

const trusts: Readonly<Record<Trust, Look>> = {
  own: { tone: 'ok', icon: IconShieldCheck },
  'own-other': { tone: 'info', icon: IconShieldCheck },
  likely: { tone: 'info', icon: IconShieldCheck },
  pretends: { tone: 'danger', icon: IconAlertTriangle },
  anyone: { tone: 'warn', icon: IconUserQuestion },
  unstamped: { tone: 'neutral', icon: IconUserQuestion },
};

export function TrustMark({ trust }: { readonly trust: Trust }) {
  const { t } = useAuthenticationWords();
  const { tone, icon } = trusts[trust];
  return (
    <Badge tone={tone} icon={icon}>
      {t(`trust.${trust}`)}
    </Badge>
  );
}
