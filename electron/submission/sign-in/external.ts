/** EXTERNAL (RFC 4422 appendix A): the client certificate that TLS has shown says who it is; here at most for whom to act. */
import type { Mechanism } from './mechanism.ts';

export const external: Mechanism = {
  name: 'EXTERNAL',
  proof: 'certificate',
  isPlainText: false,
  begin: ({ user }) => ({
    initial: Buffer.from(user, 'utf8'),
    answer: () => 'nothing',
  }),
};
