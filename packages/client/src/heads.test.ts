import type { Head } from "@oschat/protocol";
import { describe, expect, it } from "vitest";
import { digestOf } from "./heads.ts";
import { conversationFromSummary } from "./reducers/fresh-conversation.ts";
import { ModelServer } from "./testing/model-server.ts";

/** What ada's device knows of the server's conversations just now. */
function held(server: ModelServer) {
  return new Map(server.list("ada").map((row) => [row.id, conversationFromSummary(row)]));
}

const idsOf = (heads: Head[] | null) => heads?.map(({ conversationId }) => conversationId);

describe("comparing heads by digest", () => {
  it("[S5] agrees on the same conversations at the same revisions", () => {
    const server = new ModelServer();
    server.createGroup("ben", "Garden", ["ada"]);
    server.createDm("ada", "ben");
    expect(server.heads("ada", digestOf(held(server))).heads).toBeNull();
  });

  it("[S5] differs although one conversation less, another more and a third one further make the same sums", () => {
    const server = new ModelServer();
    const { id: kept } = server.createGroup("ben", "Garden", ["ada"]);
    const { id: left } = server.createGroup("ben", "Orchard", ["ada"]);
    for (let n = 0; n < 9; n += 1) server.send("ben", kept, `text ${n}`, "text");
    const { ownSum: _, ...before } = digestOf(held(server));
    server.administer("ben", left, { type: "member_removed", userId: "ada", name: "ADA" });
    server.send("ben", kept, "text 9", "text");
    const { id: begun } = server.createDm("dan", "ada");
    const { digest, heads } = server.heads("ada", before);
    expect(digest).toEqual({ ...before, idSum: digest.idSum, ownSum: digest.ownSum });
    expect(idsOf(heads)).toEqual([kept, begun]);
  });
});
