/** Servers that a peer connection can be made with: it throws on a bad one, and a call must not fail for that. */

/** Without the URLs that are none (RFC 7064, RFC 7065), and without TURN servers that name no user. */
export function usableIceServers(servers: readonly RTCIceServer[]): RTCIceServer[] {
	return servers.flatMap((server) => {
		const hasUser = Boolean(server.username) && Boolean(server.credential);
		const urls = [server.urls].flat().filter((url) => STUN.test(url) || (hasUser && TURN.test(url)));
		return urls.length === 0 ? [] : [{ ...server, urls }];
	});
}

const HOST = String.raw`(?:\[[\da-f:.]+\]|[\w.-]+)(?::\d{1,5})?`;
const STUN = new RegExp(`^stuns?:${HOST}$`, 'i');
const TURN = new RegExp(`^turns?:${HOST}(?:\\?transport=(?:udp|tcp))?$`, 'i');
