/** `npm run bench`: measures the program against the bounds that the project set itself, and prints a table. `npm run bench -- start` runs one. */
import { build } from '../scripts/build.ts';
import { startDisplay } from '../scripts/display.ts';
import { run, say } from '../scripts/project.ts';
import { prepareSystem } from '../scripts/system.ts';
import { benchAttachment } from './attachment.ts';
import { benchAttachment2Gb } from './attachment-2gb.ts';
import { benchLens } from './lens.ts';
import { benchContacts } from './contacts.ts';
import { benchLint } from './lint.ts';
import { benchOutbox } from './outbox.ts';
import { benchOutboxList } from './outbox-list.ts';
import { benchOutboxThroughput } from './outbox-throughput.ts';
import { benchSendTime } from './send-time.ts';
import { benchSentList } from './sent-list.ts';
import { benchStart } from './start.ts';
import { printTable, type Row } from './table.ts';
import { benchThroughput } from './throughput.ts';
import { benchTyping } from './typing.ts';

/** Those of the program need a built one and a display. */
const ofProgram = {
  start: benchStart,
  attachment: benchAttachment,
  sent: benchSentList,
  lens: benchLens,
  'outbox-list': benchOutboxList,
  typing: benchTyping,
};
const ofServices = {
  lint: benchLint,
  contacts: benchContacts,
  throughput: benchThroughput,
  'outbox-throughput': benchOutboxThroughput,
  'send-time': benchSendTime,
  outbox: benchOutbox,
};

/** Only when they are named: they take minutes and gigabytes. */
const byName = { 'attachment-2gb': benchAttachment2Gb };

await run(async () => {
  const named = process.argv.slice(2);
  const isWanted = ([name]: readonly [string, unknown]): boolean =>
    named.length === 0 || named.includes(name);
  const rows = await runAll([
    ...Object.entries(ofServices).filter(isWanted),
    ...Object.entries(byName).filter(([name]) => named.includes(name)),
  ]);
  const onDisplay = Object.entries(ofProgram).filter(isWanted);
  if (onDisplay.length > 0) rows.push(...(await withProgram(() => runAll(onDisplay))));
  printTable(rows);
  return 0;
});

async function runAll(benches: readonly (readonly [string, () => Promise<Row[]>])[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [name, bench] of benches) {
    say(`bench: ${name}`);
    rows.push(...(await bench()));
  }
  return rows;
}

async function withProgram(work: () => Promise<Row[]>): Promise<Row[]> {
  await prepareSystem(['runtime', 'window', 'package']);
  const display = await startDisplay();
  Object.assign(process.env, display.env);
  try {
    await build();
    return await work();
  } finally {
    await display.stop();
  }
}
