/** JsSIP as its own documentation uses it, in a page of the extension: the peer that our calls are measured against. */
import { build } from 'esbuild';
import type { Page } from 'puppeteer-core';
import type { Account } from '../servers/accounts.ts';
import { root } from '../support/root.ts';

/** Of JsSIP, what is used in the page. */
interface Plain {
	ua: { call(target: string, options: object): Session; on(event: string, listener: (event: never) => void): void };
	session?: Session;
	clickedAt: number;
	answeredAt: number;
}
interface Session {
	readonly connection: RTCPeerConnection;
	readonly direction: string;
	isEnded(): boolean;
	terminate(): void;
	answer(options: object): void;
	on(event: string, listener: () => void): void;
}
type Scope = typeof globalThis & { JsSIP: JsSip; plain: Plain };
interface JsSip {
	UA: new (options: object) => Plain['ua'] & { start(): void };
	WebSocketInterface: new (url: string) => object;
}

export interface PlainJsSip {
	readonly page: Page;
	/** What the page's button does from now on: it calls `target` with these ICE servers. */
	prepare(target: string, iceServers: readonly RTCIceServer[]): Promise<void>;
	/** A real click on the button; gives when it came, in ms since 1970. */
	click(): Promise<number>;
	/** When it answered; 0 while it has not. */
	answeredAt(): Promise<number>;
	stats(): Promise<readonly object[]>;
	/** Ends the call, in whatever state it is. */
	hangUp(): Promise<void>;
	isIdle(): Promise<boolean>;
}

/** Registers this account over `url`; incoming calls are answered as soon as they ring. `page` is one of the extension. */
export async function plainJsSip(page: Page, url: string, { aor, password }: Account): Promise<PlainJsSip> {
	await page.evaluate(await jsSip());
	await page.evaluate(register, url, aor, password);
	return {
		page,
		prepare: (target, iceServers) => page.evaluate(prepare, target, iceServers as RTCIceServer[]),
		async click() {
			await page.bringToFront();
			await page.click('#plain');
			return await page.evaluate(() => (globalThis as Scope).plain.clickedAt);
		},
		answeredAt: () => page.evaluate(() => (globalThis as Scope).plain.answeredAt),
		stats: () =>
			page.evaluate(async () => {
				const report = await (globalThis as Scope).plain.session?.connection?.getStats();
				return [...(report?.values() ?? [])] as object[];
			}),
		hangUp: () =>
			page.evaluate(() => {
				const { session } = (globalThis as Scope).plain;
				if (session && !session.isEnded()) session.terminate();
			}),
		isIdle: () => page.evaluate(() => (globalThis as Scope).plain.session?.isEnded() ?? true),
	};
}

let bundle: Promise<string> | undefined;

/** JsSIP as a script that leaves `JsSIP` behind. */
function jsSip(): Promise<string> {
	bundle ??= build({
		stdin: { contents: "export { UA, WebSocketInterface } from 'jssip'", resolveDir: root },
		bundle: true,
		minify: true,
		write: false,
		format: 'iife',
		globalName: 'JsSIP',
		define: { global: 'globalThis' },
		footer: { js: 'globalThis.JsSIP = JsSIP;' },
	}).then(({ outputFiles }) => outputFiles[0]?.text ?? '');
	return bundle;
}

async function register(url: string, uri: string, password: string): Promise<void> {
	const scope = globalThis as Scope;
	const { UA, WebSocketInterface } = scope.JsSIP;
	const ua = new UA({ sockets: [new WebSocketInterface(url)], uri, password });
	scope.plain = { ua, clickedAt: 0, answeredAt: 0 };
	ua.on('newRTCSession', ({ session }: { session: Session }) => {
		scope.plain.session = session;
		if (session.direction !== 'incoming') return;
		session.on('progress', () => {
			scope.plain.answeredAt = Date.now();
			session.answer({ mediaConstraints: { audio: true, video: false } });
		});
	});
	const button = Object.assign(document.createElement('button'), { id: 'plain', textContent: 'Call' });
	button.style.cssText = 'position: fixed; inset: 0 auto auto 0; inline-size: 99px; block-size: 99px; z-index: 9';
	document.body.append(button);
	await new Promise<void>((resolve, reject) => {
		ua.on('registered', () => resolve());
		ua.on('registrationFailed', () => reject(new Error('JsSIP is not registered')));
		ua.start();
	});
}

function prepare(target: string, iceServers: RTCIceServer[]): void {
	const { plain } = globalThis as Scope;
	const button = document.getElementById('plain');
	if (!button) throw new Error('no button');
	button.onclick = () => {
		plain.clickedAt = Date.now();
		plain.ua.call(target, { mediaConstraints: { audio: true, video: false }, pcConfig: { iceServers } });
	};
}
