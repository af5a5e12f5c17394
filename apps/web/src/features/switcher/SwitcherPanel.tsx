"use client";
/** A field and the conversations that match it. Focus stays in the field; the arrow keys choose, Enter goes there. */
import type { Conversation } from "@oschat/client";
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { goToConversation } from "../../chat/index.ts";
import { text } from "../../language/index.ts";
import { useConversationsStore } from "../../stores/conversations.ts";
import { Badge, joinClasses } from "../../ui/index.ts";
import { ConversationAvatar, nameOf, unreadText } from "../conversations/index.ts";
import { matchNames } from "./match-names.ts";

const SHOWN = 8;

export function SwitcherPanel({ onDone }: { onDone: () => void }) {
  const conversations = useConversationsStore((store) => store.conversations);
  const [query, setQuery] = useState("");
  const [chosen, setChosen] = useState(0);
  const listId = useId();
  const matches = useMemo(() => findConversations(query, conversations), [query, conversations]);
  const active = Math.min(chosen, matches.length - 1);
  const optionId = (index: number) => `${listId}-${index}`;

  function go(conversation: Conversation | undefined) {
    if (conversation === undefined) return;
    onDone();
    goToConversation(conversation.id);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") go(matches[active]);
    else if (event.key === "ArrowDown") setChosen(Math.min(active + 1, matches.length - 1));
    else if (event.key === "ArrowUp") setChosen(Math.max(active - 1, 0));
    else return;
    event.preventDefault();
  }

  return (
    <div className="flex flex-col gap-3">
      <input
        role="combobox"
        aria-label={text("switcher.field")}
        aria-expanded={matches.length > 0}
        aria-controls={listId}
        aria-activedescendant={matches.length > 0 ? optionId(active) : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        placeholder={text("switcher.field")}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
        className="h-11 w-full rounded-input border border-line-strong bg-surface px-3 text-base placeholder:text-text-muted focus:border-accent focus:outline-2 focus:outline-accent focus:outline-offset-0"
      />
      {/* Its height does not change with the number of matches: nothing jumps while typing. */}
      <div id={listId} role="listbox" aria-label={text("switcher.results")} className="-mx-2 h-64 overflow-y-auto">
        {matches.map((conversation, index) => (
          <Option
            key={conversation.id}
            id={optionId(index)}
            conversation={conversation}
            isActive={index === active}
            onChoose={() => go(conversation)}
          />
        ))}
      </div>
      <p role="status" className="sr-only">
        {matches.length === 0 ? text("switcher.noMatch") : ""}
      </p>
    </div>
  );
}

interface OptionProps {
  id: string;
  conversation: Conversation;
  isActive: boolean;
  onChoose: () => void;
}

function Option({ id, conversation: { summary }, isActive, onChoose }: OptionProps) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isActive) element.current?.scrollIntoView({ block: "nearest" });
  }, [isActive]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the focus and handles the keys of the whole list
    // biome-ignore lint/a11y/useFocusableInteractive: an option of a combobox is named by aria-activedescendant, never focused
    <div
      ref={element}
      id={id}
      role="option"
      aria-selected={isActive}
      onClick={onChoose}
      className={joinClasses(
        "flex h-11 cursor-pointer items-center gap-3 px-2",
        isActive ? "spoken bg-selected" : "rounded-card hover:bg-hover",
      )}
    >
      <ConversationAvatar summary={summary} size={28} />
      <span className="min-w-0 flex-1 truncate text-label">{nameOf(summary)}</span>
      {summary.unread > 0 ? <Badge tone="accent">{unreadText(summary.unread)}</Badge> : null}
    </div>
  );
}

/** Unread ones first while nothing is typed; by how well they match once something is. */
function findConversations(query: string, conversations: readonly Conversation[]): Conversation[] {
  const candidates = conversations.map((conversation) => ({
    id: conversation.id,
    name: nameOf(conversation.summary),
    conversation,
  }));
  if (query.trim() === "") candidates.sort((a, b) => unreadFirst(a.conversation) - unreadFirst(b.conversation));
  return matchNames(query, candidates)
    .slice(0, SHOWN)
    .map(({ conversation }) => conversation);
}

function unreadFirst({ summary }: Conversation): 0 | 1 {
  return summary.unread > 0 ? 0 : 1;
}
