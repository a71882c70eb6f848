/** The shapes of what is asked about delivery (RFC 3461). What else there is to say of it is in dsn.ts, which the page takes without a schema. */
import { z } from 'zod';
import { NOTIFY_WHENS, RETS } from './dsn.ts';

const NotifyWhen = z.enum(NOTIFY_WHENS);
export const Notify = z.array(NotifyWhen).max(3);
export const Ret = z.enum(RETS);
export const DsnDefault = z.strictObject({ notify: Notify.nullable(), ret: Ret.nullable() });
