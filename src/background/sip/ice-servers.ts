/** Servers that a peer connection can be made with: it throws on a bad one, and a call must not fail for that. */
import { parseIceUrl } from '../../shared/ice-url.ts';

/** Without the URLs that are none (RFC 7064, RFC 7065), and without TURN servers that name no user. */
export function usableIceServers(servers: readonly RTCIceServer[]): RTCIceServer[] {
	return servers.flatMap((server) => {
		const hasUser = Boolean(server.username) && Boolean(server.credential);
		const urls = [server.urls].flat().filter((url) => {
			const parsed = parseIceUrl(url);
			return parsed && (hasUser || !parsed.isTurn);
		});
		return urls.length === 0 ? [] : [{ ...server, urls }];
	});
}
