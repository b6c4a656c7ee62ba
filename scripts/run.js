// The only plain JavaScript entry: an older Node could not even read the TypeScript ones, let alone load the native modules.
const [major = 0] = process.versions.node.split('.').map(Number);
if (major < 22) {
  console.error(
    `Node.js ${process.versions.node} est trop ancien : il faut la version 22 ou plus récente. ` +
      'Lancez « npm ci » puis les commandes par npm (npm start, npm test) : le projet apporte son propre Node 24.',
  );
  process.exit(1);
}
const [script, ...rest] = process.argv.slice(2);
process.argv.splice(2, Infinity, ...rest);
await import(`./${script}.ts`);
