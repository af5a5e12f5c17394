/** Whether people get through to the server at PUBLIC_URL, as browsers do: a request, and a WebSocket from the web app's origin. */
import { WebSocket } from "ws";
import type { Config } from "../../config.ts";
import { type Finding, ok, worthKnowing, wrong } from "./finding.ts";

const PATIENCE_MS = 5_000;

export async function examineWayIn({
  publicUrl,
  frontendUrl,
}: Pick<Config, "publicUrl" | "frontendUrl">): Promise<Finding[]> {
  const request = await examineRequest(publicUrl);
  return request.state === "ok"
    ? [request, await examineWebSocket(publicUrl, frontendUrl), ...examineHttps(publicUrl)]
    : [request];
}

async function examineRequest(publicUrl: string): Promise<Finding> {
  const fix = "Start the server; check PUBLIC_URL, its name in DNS, and where the proxy sends requests (HOST, PORT).";
  try {
    const response = await fetch(`${publicUrl}/readyz`, {
      signal: AbortSignal.timeout(PATIENCE_MS),
      redirect: "manual",
    });
    if (response.status === 200) return ok(`${publicUrl} leads to the server, which is ready.`);
    if (response.status === 503)
      return wrong(`${publicUrl} answers 503: the server is not ready, or the proxy finds none.`, fix);
    return wrong(`${publicUrl} answers ${response.status}, which is not this server.`, fix);
  } catch (error) {
    const { cause, message } = error as Error;
    const code = (cause as { code?: string } | undefined)?.code ?? message;
    const isCertificate = /CERT|SELF_SIGNED|ISSUER|ALTNAME/.test(code);
    if (!isCertificate) return wrong(`${publicUrl} cannot be reached (${code}).`, fix);
    return wrong(
      `The certificate of ${publicUrl} is not trusted here (${code}).`,
      "Renew it; for a certificate authority of your own set NODE_EXTRA_CA_CERTS to its file.",
    );
  }
}

function examineWebSocket(publicUrl: string, origin: string): Promise<Finding> {
  const socket = new WebSocket(`${publicUrl.replace(/^http/, "ws")}/socket.io/?EIO=4&transport=websocket`, {
    origin,
    handshakeTimeout: PATIENCE_MS,
  });
  return new Promise((resolve) => {
    const end = (finding: Finding) => {
      socket.terminate();
      resolve(finding);
    };
    const fail = (why: string) =>
      end(
        wrong(
          `A WebSocket does not get through at ${publicUrl} (${why}).`,
          "Let the proxy pass the headers Upgrade, Connection and Origin, and answers that last for minutes.",
        ),
      );
    setTimeout(() => fail("no answer"), PATIENCE_MS).unref();
    socket.once("message", () => end(ok("A WebSocket gets through.")));
    socket.on("error", (error) => fail(error.message));
  });
}

function examineHttps(publicUrl: string): Finding[] {
  const { protocol, hostname } = new URL(publicUrl);
  if (protocol === "https:" || ["localhost", "127.0.0.1", "[::1]"].includes(hostname)) return [];
  return [
    worthKnowing(
      "PUBLIC_URL is not https: who is between people and the server reads and changes all they write.",
      "Put a proxy with a certificate in front, and set PUBLIC_URL to its https address.",
    ),
  ];
}
