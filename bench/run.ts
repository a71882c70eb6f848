/** `npm run bench`: measures the program against the bounds that the project set itself, and prints a table. `npm run bench -- start` runs one. */
import { build } from '../scripts/build.ts';
import { startDisplay } from '../scripts/display.ts';
import { run, say } from '../scripts/project.ts';
import { prepareSystem } from '../scripts/system.ts';
import { benchAttachment } from './attachment.ts';
import { benchOutbox } from './outbox.ts';
import { benchSentList } from './sent-list.ts';
import { benchStart } from './start.ts';
import { printTable, type Row } from './table.ts';

const benches = { start: benchStart, attachment: benchAttachment, sent: benchSentList, outbox: benchOutbox };

await run(async () => {
  const named = process.argv.slice(2);
  await prepareSystem(['runtime', 'window', 'package']);
  const display = await startDisplay();
  Object.assign(process.env, display.env);
  try {
    await build();
    const rows: Row[] = [];
    for (const [name, bench] of Object.entries(benches)) {
      if (named.length > 0 && !named.includes(name)) continue;
      say(`bench: ${name}`);
      rows.push(...(await bench()));
    }
    printTable(rows);
    return 0;
  } finally {
    await display.stop();
  }
});
