import type { Socket } from "socket.io";
import { beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "../http/authentication.ts";
import { type Audience, createListeners, type Listeners } from "./listeners.ts";

const CROWD = 200;

let listeners: Listeners;
beforeEach(() => {
  listeners = createListeners();
});

const actor = (userId: string, sessionId = `session of ${userId}`): Actor => ({
  user: { id: userId, email: `${userId}@example.org`, name: userId, avatarUrl: null },
  sessionId,
  expiresAt: new Date(),
});

function connect(userId: string, sessionId?: string): { socket: Socket; disconnect(): void } {
  const who = actor(userId, sessionId);
  const socket = { id: `${userId} ${Math.random()}` } as Socket;
  listeners.add(socket, who);
  return { socket, disconnect: () => listeners.remove(socket, who) };
}

function heard(audience: Audience): Socket[] {
  const sockets: Socket[] = [];
  listeners.forEach(audience, (socket) => sockets.push(socket));
  expect(listeners.has(audience) || sockets.length === 0).toBe(true);
  return sockets;
}

describe("listeners", () => {
  it("are all connections of everyone who hears the conversation, each once", () => {
    const [ada, adaAgain, bob, stranger] = [connect("ada"), connect("ada"), connect("bob"), connect("stranger")];
    listeners.hear("ada", ["tea", "work", "tea"]);
    listeners.hear("ada", ["tea"]);
    listeners.hear("bob", ["tea"]);
    listeners.hear("stranger", ["work"]);
    expect(heard({ conversation: "tea" })).toEqual([ada.socket, adaAgain.socket, bob.socket]);
    expect(heard({ conversation: "tea", exceptUser: "ada" })).toEqual([bob.socket]);
    expect(heard({ conversation: "work" })).toEqual([ada.socket, adaAgain.socket, stranger.socket]);
    expect(heard({ user: "ada" })).toEqual([ada.socket, adaAgain.socket]);
    expect(heard({ conversation: "elsewhere" })).toEqual([]);
  });

  it("include a person's later connections", () => {
    connect("ada");
    listeners.hear("ada", ["tea"]);
    const later = connect("ada");
    expect(heard({ conversation: "tea" })).toContain(later.socket);
  });

  it("are nobody while a person has no connection, also when one came and went", () => {
    listeners.hear("ada", ["tea"]);
    expect(heard({ conversation: "tea" })).toEqual([]);
    const [first, second] = [connect("ada"), connect("ada")];
    listeners.hear("ada", ["tea"]);
    first.disconnect();
    first.disconnect();
    expect(heard({ conversation: "tea" })).toEqual([second.socket]);
    expect(listeners.isHearing("ada", "tea")).toBe(true);
    second.disconnect();
    listeners.hear("ada", ["tea"]);
    expect(listeners.has({ conversation: "tea" })).toBe(false);
    expect(listeners.has({ user: "ada" })).toBe(false);
    expect(listeners.isHearing("ada", "tea")).toBe(false);
    connect("ada");
    expect(heard({ conversation: "tea" })).toEqual([]);
  });

  it("are no longer those who stopped hearing, on any connection", () => {
    const bob = connect("bob");
    connect("ada");
    connect("ada");
    listeners.hear("ada", ["tea", "work"]);
    listeners.hear("bob", ["tea"]);
    listeners.stopHearing("ada", "tea");
    listeners.stopHearing("ada", "elsewhere");
    listeners.stopHearing("nobody", "tea");
    expect(heard({ conversation: "tea" })).toEqual([bob.socket]);
    expect(listeners.isHearing("ada", "tea")).toBe(false);
    expect(listeners.isHearing("ada", "work")).toBe(true);
    listeners.stopHearing("ada", "work");
    expect(listeners.has({ conversation: "work" })).toBe(false);
    listeners.hear("ada", ["tea"]);
    expect(heard({ conversation: "tea" })).toHaveLength(3);
  });

  it("may be a crowd, which comes and goes", () => {
    const names = Array.from({ length: CROWD }, (_, index) => `person ${index}`);
    const crowd = names.map((name) => connect(name));
    for (const name of names) listeners.hear(name, ["square"]);
    expect(heard({ conversation: "square" })).toEqual(crowd.map(({ socket }) => socket));
    for (const name of names) expect(listeners.isHearing(name, "square")).toBe(true);
    for (const [index, name] of names.entries()) {
      if (index % 2 === 0) listeners.stopHearing(name, "square");
      else crowd[index]?.disconnect();
    }
    expect(listeners.has({ conversation: "square" })).toBe(false);
  });

  it("may leave while they are told", () => {
    const all = Array.from({ length: CROWD }, (_, index) => connect("ada", `session ${index % 2}`));
    const told: Socket[] = [];
    listeners.forEach({ user: "ada" }, (socket) => {
      for (const one of all) one.disconnect();
      told.push(socket);
    });
    expect(told).toEqual(all.map(({ socket }) => socket));
  });

  it("are known by session", () => {
    const [phone, tab, otherTab] = [connect("ada", "phone"), connect("ada", "laptop"), connect("ada", "laptop")];
    expect(listeners.ofSession("phone")).toEqual([phone.socket]);
    expect(listeners.ofSession("laptop")).toEqual([tab.socket, otherTab.socket]);
    tab.disconnect();
    expect(listeners.ofSession("laptop")).toEqual([otherTab.socket]);
    otherTab.disconnect();
    expect(listeners.ofSession("laptop")).toEqual([]);
    expect(listeners.ofUser("ada")).toEqual([phone.socket]);
  });
});
