/** Starts servers and a browser, prints the browser's pid and stays, to be killed: see `test/e2e/person.test.ts`. */
import { startServers } from '../servers/servers.ts';
import { BROWSERS, startPerson } from './person.ts';

const kind = BROWSERS.find((name) => name === process.argv[2]);
if (!kind) throw new Error('which browser?');
const servers = await startServers({ web: true });
const person = await startPerson({ kind, name: 'crash', servers });
console.log(`pid ${person.browser.process()?.pid}`);
setInterval(() => undefined, 60_000);
