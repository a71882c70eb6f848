/** The campaign's server as the tests of the real program use it: nothing is wrong with it, but somebody dies when it comes to a step. */
import { makeCertificate } from '#electron/practice/certificate.ts';
import type { Fault, Step } from './plan.ts';
import { startCampaignServer, type CampaignServer } from './server/server.ts';

const HOUR = 3_600_000;

/** `reached` is called at the first of the steps, then at the next; it answers everything all the same. */
export async function deadlyServer(
  steps: readonly [Step, ...Step[]],
  reached: (step: Step) => void,
): Promise<CampaignServer> {
  const identity = await makeCertificate({
    commonName: 'campaign',
    names: ['localhost'],
    notBefore: new Date(Date.now() - HOUR),
    notAfter: new Date(Date.now() + HOUR),
    issuer: null,
    isAuthority: false,
  });
  const [first, ...others] = steps;
  return startCampaignServer(
    { faults: [faultAt(first), ...others.map(faultAt)], messages: [], secure: false, pipelining: true },
    identity,
    ({ step }) => reached(step),
  );
}

const faultAt = (step: Step): Fault => ({
  step,
  how: 'nothing',
  when: step === 'reply' ? 'after' : 'before',
  recipient: 0,
  portion: 0.5,
  skip: 0,
  takes: true,
  form: 0,
});
