import http from 'node:http';
import net from 'node:net';

/** The page may load nothing from elsewhere: not the analytics that it brings, nor an image that an answer names. */
const policy = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "media-src 'self' data: blob:",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "form-action 'self'",
  "base-uri 'self'",
].join('; ');

/**
 * Keeps every server of this process to this machine. promptfoo's viewer listens on all interfaces without a password
 * and lets any page on the web read its results; it has no option against either, so Node's servers are bent here:
 * a port is opened on 127.0.0.1, a request that another site's page sends is refused, and the page itself may load
 * nothing from elsewhere.
 */
export function keepToLoopback(): void {
  const listen = net.Server.prototype.listen as (this: net.Server, ...args: unknown[]) => net.Server;
  function listenLocally(this: net.Server, ...args: unknown[]): net.Server {
    const [port, ...rest] = args;
    const isPort = typeof port === 'number' || (typeof port === 'string' && /^\d+$/.test(port));
    if (!isPort) return listen.apply(this, args);
    const callbacks = rest.filter((each) => typeof each === 'function');
    return listen.call(this, { port: Number(port), host: '127.0.0.1' }, ...callbacks);
  }
  net.Server.prototype.listen = listenLocally as typeof net.Server.prototype.listen;

  const emit = net.Server.prototype.emit as (this: net.Server, event: string, ...args: unknown[]) => boolean;
  function emitGuarded(this: http.Server, event: string, ...args: unknown[]): boolean {
    if (event === 'request') {
      const [request, response] = args as [http.IncomingMessage, http.ServerResponse];
      if (!isOwn(request)) {
        response.writeHead(403).end('forbidden\n');
        return true;
      }
      response.setHeader('Content-Security-Policy', policy);
    } else if (event === 'upgrade') {
      const [request, socket] = args as [http.IncomingMessage, net.Socket];
      if (!isOwn(request)) {
        socket.destroy();
        return true;
      }
    }
    return emit.call(this, event, ...args);
  }
  http.Server.prototype.emit = emitGuarded as typeof http.Server.prototype.emit;
}

/** Addressed to this machine by name (no DNS rebinding), and not by a page of another site; a followed link is fine. */
function isOwn({ headers, socket }: http.IncomingMessage): boolean {
  const hosts = ['127.0.0.1', 'localhost'].map((name) => `${name}:${socket.localPort}`);
  const foreignPage = headers['sec-fetch-site'] === 'cross-site' && headers['sec-fetch-mode'] !== 'navigate';
  const { host = '', origin } = headers;
  return (
    hosts.includes(host) &&
    !foreignPage &&
    (origin === undefined || hosts.some((each) => origin === `http://${each}`))
  );
}
