// Imported first: on an older Node the SQLite binding dies without a word.
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  process.stderr.write(
    `rollbook: this is Node ${process.versions.node}, and Rollbook runs on Node 24. "npm start" brings it along on Linux; elsewhere install it from https://nodejs.org.\n`,
  );
  process.exit(1);
}
