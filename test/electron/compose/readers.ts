/** What others read in a message: Python's email package, and mutt in a terminal of its own. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

/** A part as Python reads it. */
export interface Read {
  readonly type: string;
  readonly disposition: string | null;
  readonly name: string | null;
  readonly contentId: string | null;
  /** decoded text, or the SHA-256 of decoded bytes */
  readonly content: string | null;
  readonly parameters: Readonly<Record<string, string>>;
  readonly defects: readonly string[];
  readonly parts: readonly Read[];
}
const ReadPart: z.ZodType<Read> = z.lazy(() =>
  z.strictObject({
    type: z.string(),
    disposition: z.string().nullable(),
    name: z.string().nullable(),
    contentId: z.string().nullable(),
    content: z.string().nullable(),
    parameters: z.record(z.string(), z.string()),
    defects: z.array(z.string()),
    parts: z.array(ReadPart),
  }),
);
const ReadMessage = z.strictObject({ subject: z.string(), from: z.string(), body: ReadPart });

const PROGRAM = `
import email, email.policy, hashlib, json, sys
def read(part):
    content = None
    if part.get_content_maintype() == 'text':
        content = part.get_content()
    elif not part.is_multipart():
        content = hashlib.sha256(part.get_payload(decode=True)).hexdigest()
    kind = part['content-type']
    return {
        'type': part.get_content_type(),
        'disposition': part.get_content_disposition(),
        'name': part.get_filename(),
        'contentId': part['content-id'],
        'content': content,
        'parameters': {k: str(v) for k, v in kind.params.items() if k not in ('boundary', 'name')} if kind else {},
        'defects': [repr(d) for d in part.defects],
        'parts': [read(p) for p in part.iter_parts()] if part.is_multipart() else [],
    }
message = email.message_from_binary_file(sys.stdin.buffer, policy=email.policy.default)
json.dump({'subject': message['subject'], 'from': message['from'], 'body': read(message)}, sys.stdout)
`;

export function byPython(bytes: Uint8Array): z.infer<typeof ReadMessage> {
  const { status, stdout, stderr } = spawnSync('python3', ['-c', PROGRAM], {
    input: bytes,
    maxBuffer: 1 << 26,
  });
  if (status !== 0) throw new Error(stderr.toString());
  return ReadMessage.parse(JSON.parse(stdout.toString()));
}

/** `multipart/mixed(text/plain, image/png)` */
export const shape = ({ type, parts }: Read): string =>
  parts.length === 0 ? type : `${type}(${parts.map(shape).join(', ')})`;

export const leaves = (part: Read): readonly Read[] =>
  part.parts.length === 0 ? [part] : part.parts.flatMap(leaves);

interface MuttRead {
  /** the message as mutt would show it, all of it decoded */
  readonly text: string;
  /** its list of parts: number, type, name */
  readonly parts: readonly string[];
}

const RC = `set mbox_type=mbox
set charset=utf-8
set pipe_decode=yes
set wait_key=no
set help=no
set quit=yes
set move=no
set header_cache=""
alternative_order text/plain
set attach_format="@%n %m/%M %f@"
`;
const PARTS = 'Mutt: Attachments';

/** `folder` is its own for this one message. */
export async function byMutt(bytes: Uint8Array, folder: string): Promise<MuttRead> {
  const [rc, mailbox, out] = ['rc', 'mbox', 'shown'].map((name) => path.join(folder, name));
  if (rc === undefined || mailbox === undefined || out === undefined) throw new Error('three files');
  // Without a folder of its own it would ask whether to make one.
  writeFileSync(rc, `${RC}set folder=${folder}\n`);
  // What delivers to a mailbox of this kind writes line ends as LF.
  const lines = Buffer.from(bytes).toString('latin1').replaceAll('\r\n', '\n');
  writeFileSync(mailbox, Buffer.from(`From eva@example.org Mon Nov 23 12:00:00 2026\n${lines}\n`, 'latin1'));
  const keys = `<pipe-message>cat >${out}<enter><view-attachments>`;
  const command = `stty cols 250 rows 60; mutt -n -F ${rc} -R -f ${mailbox} -e 'push "${keys}"'`;
  const mutt = spawn('script', ['-qec', command, '/dev/null'], {
    env: { PATH: process.env['PATH'], HOME: folder, TERM: 'xterm', LC_ALL: 'C.UTF-8' },
  });
  const ended = once(mutt, 'close');
  let screen = '';
  mutt.stdout.setEncoding('utf8');
  mutt.stdout.on('data', (text: string) => {
    const before = screen;
    screen += text;
    // Back from the parts, and out.
    if (!before.includes(PARTS) && screen.includes(PARTS)) mutt.stdin.write('qx');
  });
  await ended;
  return {
    text: readFileSync(out, 'utf8').replaceAll('\r\n', '\n'),
    parts: [...new Set(screen.match(/@\d+ [^@]*@/g))].map((part) => part.slice(1, -1).trim()),
  };
}
