/** The mechanisms of a password that are one or two lines each: PLAIN, LOGIN, CRAM-MD5. */
import { createHmac } from 'node:crypto';
import type { Mechanism } from './mechanism.ts';

/** RFC 4616 */
export const plain: Mechanism = {
  name: 'PLAIN',
  proof: 'password',
  isPlainText: true,
  begin: ({ user, secret }) => ({
    initial: Buffer.from(`\0${user}\0${secret}`, 'utf8'),
    answer: () => 'nothing',
  }),
};

/** draft-murchison-sasl-login: two questions whose words differ from server to server. */
export const login: Mechanism = {
  name: 'LOGIN',
  proof: 'password',
  isPlainText: true,
  begin: ({ user, secret }) => {
    const answers = [user, secret];
    return {
      initial: null,
      answer: () => {
        const next = answers.shift();
        return next === undefined ? 'nothing' : Buffer.from(next, 'utf8');
      },
    };
  },
};

/** RFC 2195 §2 */
export const cramMd5: Mechanism = {
  name: 'CRAM-MD5',
  proof: 'password',
  isPlainText: false,
  begin: ({ user, secret }, hide) => {
    let isAnswered = false;
    return {
      initial: null,
      answer: (challenge) => {
        if (isAnswered) return 'nothing';
        isAnswered = true;
        const digest = createHmac('md5', secret).update(challenge).digest('hex');
        hide(digest);
        return Buffer.from(`${user} ${digest}`, 'utf8');
      },
    };
  },
};
