/**
 * Real servers for a test, on free loopback ports, with fresh data in a temporary folder; several sets can run at once.
 *
 *     const servers = await startServers({ prosody: true, kamailio: true, coturn: false, web: true });
 *     servers.xmpp.wssUrl;                       // wss://chat.example.test:20001/xmpp-websocket
 *     servers.account('alice').jid;              // alice, bob (in each other's roster) and carol are there from the start
 *     await servers.prosody.kill();              // as a crash; start() brings it back: same ports, same data
 *     await servers.prosody.start();
 *     await servers.stop();
 *
 * The names end in `example.test` and resolve nowhere: `test/support/node-web.ts` teaches them to Node, the browser
 * drivers to browsers. Nothing that is started survives this process, however it ends.
 */
import { temporaryFolder } from '../support/temporary-folder.ts';
import {
	type IceAddresses,
	iceAddresses,
	type SipAddresses,
	sipAddresses,
	type XmppAddresses,
	xmppAddresses,
} from './addresses.ts';
import { blackHole } from './black-hole.ts';
import { type Certificates, makeCertificates } from './certificates.ts';
import { type Coturn, coturn } from './coturn.ts';
import { type Kamailio, kamailio } from './kamailio.ts';
import { type People, people } from './people.ts';
import { type Ports, reservePorts } from './ports.ts';
import { type Prosody, prosody } from './prosody.ts';
import type { ProsodyOptions } from './prosody-config.ts';
import { untrustedFront } from './untrusted-front.ts';
import { putHostMeta, type Web, web } from './web.ts';

export interface Wanted {
	readonly prosody?: boolean | ProsodyOptions;
	readonly kamailio?: boolean;
	readonly coturn?: boolean;
	readonly web?: boolean;
}

/** What belongs to a server that was not wanted throws when it is asked for. */
export interface Servers extends People {
	readonly certificates: Certificates;
	readonly prosody: Prosody;
	readonly xmpp: XmppAddresses;
	readonly kamailio: Kamailio;
	readonly sip: SipAddresses;
	readonly coturn: Coturn;
	readonly ice: IceAddresses;
	readonly web: Web;
	/** A STUN server that never answers. */
	readonly deadStun: string;
	/** Stops everything and removes the folder. */
	stop(): Promise<void>;
}

/** Resolves when every wanted server answers (all but coturn when nothing is said); rejects, with all stopped, if one does not. */
export async function startServers(wanted: Wanted = { prosody: true, kamailio: true, web: true }): Promise<Servers> {
	const folder = temporaryFolder('servers');
	const ports = await reservePorts();
	const endings: Ending[] = [() => folder.remove(), () => ports.release()];
	const stop = async () => {
		for (const end of endings.splice(0).reverse()) await end();
	};
	try {
		return await start(wanted, folder.path, ports, endings, stop);
	} catch (error) {
		await stop();
		throw error;
	}
}

type Ending = () => Promise<void> | void;

async function start(
	wanted: Wanted,
	folder: string,
	ports: Ports,
	endings: Ending[],
	stop: () => Promise<void>,
): Promise<Servers> {
	const certificates = makeCertificates(`${folder}/certificates`);
	const xmppServer = wanted.prosody
		? await prosody(folder, ports, certificates, wanted.prosody === true ? {} : wanted.prosody)
		: undefined;
	const sipServer = wanted.kamailio ? await kamailio(folder, ports, certificates) : undefined;
	const relay = wanted.coturn ? await coturn(folder, ports) : undefined;
	const pages = wanted.web ? web(await ports.next(), certificates) : undefined;
	const everybody = await people(xmppServer, sipServer);
	for (const server of [xmppServer, sipServer, relay, pages]) if (server) endings.push(() => server.kill());
	await Promise.all([xmppServer?.start(), sipServer?.start(), relay?.start(), pages?.start()]);

	const front = async (server: Prosody | Kamailio) => {
		const port = await ports.next();
		endings.push(await untrustedFront(port, server.ports.ws, certificates.untrusted));
		return port;
	};
	const xmpp = xmppServer && xmppAddresses(xmppServer.ports, await front(xmppServer));
	const sip = sipServer && sipAddresses(sipServer.ports, await front(sipServer));
	if (xmpp && pages) putHostMeta(pages, [xmpp.wssUrl]);
	const deadPort = await ports.next();
	endings.push(await blackHole(deadPort));
	return {
		...everybody,
		certificates,
		prosody: wantedOnly('prosody', xmppServer),
		xmpp: wantedOnly('prosody', xmpp),
		kamailio: wantedOnly('kamailio', sipServer),
		sip: wantedOnly('kamailio', sip),
		coturn: wantedOnly('coturn', relay),
		ice: wantedOnly('coturn', relay && iceAddresses(relay)),
		web: wantedOnly('web', pages),
		deadStun: `stun:127.0.0.1:${deadPort}`,
		stop,
	};
}

/** Stands in for a server that was not wanted, and says so when it is used. */
function wantedOnly<Thing extends object>(name: keyof Wanted, thing: Thing | undefined): Thing {
	if (thing) return thing;
	return new Proxy({} as Thing, {
		get(_, property) {
			throw new Error(`startServers was not asked for ${name}, but .${String(property)} is needed`);
		},
	});
}
