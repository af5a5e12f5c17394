"use client";
/** What the switcher offers for what is typed, as options of one shape: conversations, a person by address, commands. */
import type { Conversation } from "@oschat/client";
import { AtSign, type LucideIcon, Mail, Search, TerminalSquare, UsersRound } from "lucide-react";
import { useMemo } from "react";
import { goToConversation, sentenceFor, useChatClient, useMe } from "../../chat/index.ts";
import { type TextKey, text } from "../../language/index.ts";
import { useConversationsStore } from "../../stores/conversations.ts";
import { toast } from "../../ui/index.ts";
import { ConversationAvatar, nameOf, type PersonLookup, usePersonLookup } from "../conversations/index.ts";
import { findCommands } from "./commands.ts";
import { findConversations } from "./find-conversations.ts";
import { findMessages } from "./find-messages.tsx";
import { Lead } from "./Lead.tsx";
import { parseQuery, type SwitcherQuery } from "./parse-query.ts";
import type { SwitcherOption } from "./switcher-option.ts";

const COMMANDS_BESIDE_OTHERS = 2;

export function useSwitcherOptions(typed: string): SwitcherOption[] {
  const client = useChatClient();
  const conversations = useConversationsStore((store) => store.conversations);
  const query = useMemo(() => parseQuery(typed), [typed]);
  const lookup = usePersonLookup(query.email ?? "");
  const address = useAddressOption(query, lookup, conversations);
  return useMemo(() => {
    const { scope, words } = query;
    if (scope === "help") return HELP.map(helpOption);
    if (scope === "commands") return findCommands(words).map(commandOption);
    const found = findConversations(query, conversations).map(conversationOption);
    const commands =
      scope === "all" && words.length > 1
        ? findCommands(words).slice(0, COMMANDS_BESIDE_OTHERS).map(commandOption)
        : [];
    const messages = scope === "all" && words.length > 1 ? findMessages(client, words) : [];
    return [...(address === null ? [] : [address]), ...found, ...commands, ...messages];
  }, [query, conversations, address, client]);
}

function conversationOption({ id, summary }: Conversation): SwitcherOption {
  return {
    id,
    lead: <ConversationAvatar summary={summary} size={28} />,
    title: nameOf(summary),
    detail: null,
    unread: summary.unread,
    isPlace: true,
    run: () => goToConversation(id),
  };
}

function commandOption({ id, name, icon, run }: ReturnType<typeof findCommands>[number]): SwitcherOption {
  return { id, lead: <Lead icon={icon} />, title: name, detail: null, unread: 0, run };
}

const HELP: readonly { sign: string; label: TextKey; icon: LucideIcon }[] = [
  { sign: "", label: "switcher.helpAll", icon: Search },
  { sign: "@", label: "switcher.helpPeople", icon: AtSign },
  { sign: "#", label: "switcher.helpGroups", icon: UsersRound },
  { sign: ">", label: "switcher.helpCommands", icon: TerminalSquare },
];

function helpOption({ sign, label, icon }: (typeof HELP)[number]): SwitcherOption {
  return {
    id: `help${sign}`,
    lead: <Lead icon={icon} />,
    title: text(label),
    detail: sign === "" ? null : sign,
    unread: 0,
    fillsIn: sign,
    run: () => {},
  };
}

/** Somebody whose whole address was typed, and with whom there is no conversation yet. */
function useAddressOption(
  { email }: SwitcherQuery,
  lookup: PersonLookup,
  conversations: readonly Conversation[],
): SwitcherOption | null {
  const client = useChatClient();
  const me = useMe();
  return useMemo(() => {
    if (email === null || email === me?.email || lookup.kind === "nobody") return null;
    const person = lookup.kind === "found" ? lookup.person : null;
    const known = conversations.find(({ summary }) => summary.peer !== null && summary.peer.id === person?.id);
    if (known !== undefined) return conversationOption(known);
    return {
      id: "address",
      lead: <Lead icon={Mail} />,
      title: text("switcher.startWith", { name: person?.name ?? email }),
      detail: person === null ? null : email,
      unread: 0,
      run: () => {
        client.createDm(email).then(
          ({ id }) => goToConversation(id),
          (error: unknown) => toast({ kind: "error", text: sentenceFor(error, "email") }),
        );
      },
    };
  }, [client, email, lookup, me, conversations]);
}
