/** The report of a message, once it was asked for. Mail of the archive main reads itself; opened bytes, which may lie in this page alone, are fed to it. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AuthenticationReport } from '#core/contract/authentication.ts';
import type { AppError } from '#core/contract/errors.ts';
import { call, errorOf, type CallFailed } from '../../../api.ts';
import { MAX_CHUNK } from '#core/contract/uploads.ts';
import { pieces } from '../bytes/byte-pages.ts';
import type { LensMessage } from '../message.ts';

export interface VerificationState {
  readonly report: AuthenticationReport | null;
  readonly busy: boolean;
  readonly error: AppError | null;
  readonly verify: () => void;
}

export function useVerification(message: LensMessage): VerificationState {
  const client = useQueryClient();
  const queryKey = ['authentication.report', message.key] as const;
  const kept = useQuery<AuthenticationReport | null, CallFailed>({
    queryKey,
    // What was opened is verified in this window alone, and kept here.
    queryFn: () => (message.kind === 'sent' ? call('authentication.kept', referenceTo(message)) : null),
    gcTime: Infinity,
  });
  const asked = useMutation<AuthenticationReport, CallFailed>({
    mutationFn: () =>
      message.kind === 'sent' ? call('authentication.verify', referenceTo(message)) : verifyOpened(message),
    onSuccess: (report) => client.setQueryData<AuthenticationReport | null>(queryKey, report),
  });
  return {
    report: kept.data ?? null,
    busy: asked.isPending,
    error: asked.isError ? errorOf(asked.error) : null,
    verify: () => asked.mutate(),
  };
}

const referenceTo = ({ view }: Extract<LensMessage, { kind: 'sent' }>) => ({
  messageId: view.message.id,
  submissionId: view.made.submissionId,
});

async function verifyOpened({ headerSize, size, read }: LensMessage): Promise<AuthenticationReport> {
  const { id } = await call('authentication.begin', { headerSize });
  const never = new AbortController().signal;
  for await (const { bytes } of pieces(read, 0, size, never))
    for (let at = 0; at < bytes.length; at += MAX_CHUNK)
      await call('authentication.feed', { id, bytes: bytes.slice(at, at + MAX_CHUNK) });
  return await call('authentication.finish', { id });
}
