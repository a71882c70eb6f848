/** The internet as this run sees it. Only a run from source may be given another one; what is installed does not listen to the environment. */
import { app } from 'electron';
import { z } from 'zod';
import { realInternet, testInternet, type Internet } from '../discovery/internet.ts';

/** `FACTEUR_TEST_INTERNET`: `{"dns":"127.0.0.1:5300","ports":{"443":8443}}` */
const World = z.strictObject({
  dns: z.string().regex(/^127\.0\.0\.1:\d+$/),
  ports: z.record(z.string().regex(/^\d+$/), z.int().min(1).max(65_535)),
});

export function internet(): Internet {
  const { FACTEUR_TEST_INTERNET: world = '' } = process.env;
  if (app.isPackaged || world === '') return realInternet();
  const { dns, ports } = World.parse(JSON.parse(world));
  return testInternet(dns, Object.fromEntries(Object.entries(ports)));
}
