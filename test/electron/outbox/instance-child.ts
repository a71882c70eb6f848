/** Another start of the program on the profile named by its first argument, with its server at the port in the second. */
import { StoreFailure } from '#electron/database/failure.ts';
import { openRig } from './rig.ts';

const [profile = '', port = '0'] = process.argv.slice(2);
try {
  const rig = await openRig({ profile, port: Number(port) });
  await rig.close();
  console.log('started');
} catch (error) {
  console.log(error instanceof StoreFailure ? error.code : String(error));
}
