/** `npm run servers`: starts all servers, prints where they are, and stops them on Ctrl-C. */
import { startServers } from './servers.ts';

const servers = await startServers({ prosody: true, kamailio: true, coturn: true, web: true });
const { certificates, xmpp, sip, ice, deadStun } = servers;
const people = [...servers.accounts.values()].map(({ jid, aor, password, number }) => ({ jid, aor, password, number }));
console.log(
	JSON.stringify(
		{ ca: certificates.caFile, xmpp, sip, ice, deadStun, web: servers.web.put('/', ''), people },
		null,
		'\t',
	),
);

const keepAlive = setInterval(() => undefined, 60_000);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	process.once(signal, async () => {
		await servers.stop();
		clearInterval(keepAlive);
	});
}
