// Stand-in for the application that Electron carries for `electron <folder> [arguments]`. The fallback runtime comes
// without one, and would hang silently. It starts the folder's main script under the program's own name.
const fs = require('node:fs');
const path = require('node:path');
const { app } = require('electron');

const folder = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (folder === undefined) {
  console.error('usage: electron <folder of the program> [arguments]');
  app.exit(2);
} else {
  try {
    start(path.resolve(folder));
  } catch (error) {
    console.error(error);
    app.exit(1);
  }
}

function start(program) {
  const description = JSON.parse(fs.readFileSync(path.join(program, 'package.json'), 'utf8'));
  process.defaultApp = true;
  app.setName(description.productName);
  app.setVersion(description.version);
  app.setPath('userData', path.join(app.getPath('appData'), description.productName));
  app.setAppPath(program);
  require(path.join(program, description.main));
}
