/** The draft that a killed program was sending, to so many that each gets a message of their own. */
import { USUAL_SENDING } from '#core/message/sending.ts';
import { to } from './rig.ts';

export const MANY = 40;

export const manyEach = {
  to: to(...Array.from({ length: MANY }, (_, n) => `p${String(n)}@dest.example`)),
  subject: 'Many',
  sending: { ...USUAL_SENDING, oneEach: true },
};
