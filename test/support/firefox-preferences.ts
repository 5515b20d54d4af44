import { ADD_ON } from './firefox-remote.ts';

const NAMES = ['example.test', ...['chat', 'sip', 'www', 'other'].map((name) => `${name}.example.test`)];

/** A Firefox that talks to this machine only, knows the test names, and asks no questions that nobody could answer. */
export function firefoxPreferences(options: {
	readonly proxyPort: number;
	readonly hasMicrophone: boolean;
	/** Hz. */
	readonly tone: number;
	readonly host: string;
}): Record<string, string | number | boolean> {
	return {
		// Names: those of the tests are this machine, and port 443 of them is the web server behind the proxy.
		'network.dns.localDomains': NAMES.join(','),
		'network.dns.disableIPv6': true,
		'network.proxy.type': 2,
		'network.proxy.autoconfig_url': `data:application/x-ns-proxy-autoconfig,${encodeURIComponent(pac(options.proxyPort))}`,
		// Media: a fake microphone, real questions for it; a fake sound card, without which Web Audio stands still.
		'media.cubeb.force_mock_context': options.hasMicrophone,
		'media.cubeb.force_null_context': !options.hasMicrophone,
		'media.navigator.streams.fake': options.hasMicrophone,
		'media.navigator.audio.fake_frequency': options.tone,
		'media.peerconnection.ice.loopback': true,
		'media.peerconnection.ice.obfuscate_host_addresses': false,
		// The extension: an unsigned one, at a known address, and its question for sites is answered with yes.
		'xpinstall.signatures.required': false,
		'extensions.webextensions.uuids': JSON.stringify({ [ADD_ON]: options.host }),
		'extensions.webextOptionalPermissionPrompts': false,
		// Quiet.
		'app.update.enabled': false,
		'browser.safebrowsing.update.enabled': false,
		'browser.shell.checkDefaultBrowser': false,
		'datareporting.healthreport.uploadEnabled': false,
		'datareporting.policy.dataSubmissionEnabled': false,
		'dom.push.connection.enabled': false,
		'extensions.getAddons.cache.enabled': false,
		'media.gmp-manager.updateEnabled': false,
		'network.captive-portal-service.enabled': false,
		'network.connectivity-service.enabled': false,
		'services.settings.server': 'data:,#remote-settings-dummy/v1',
		'toolkit.telemetry.server': '',
	};
}

/** Only what has no port of its own goes by the proxy, so that a stopped server refuses as it would without one. */
function pac(proxyPort: number): string {
	const isPort443 = '/^(https|wss):\\/\\/([^\\/:]+\\.)?example\\.test\\//.test(url)';
	return `function FindProxyForURL(url) { return ${isPort443} ? 'PROXY 127.0.0.1:${proxyPort}' : 'DIRECT'; }`;
}
