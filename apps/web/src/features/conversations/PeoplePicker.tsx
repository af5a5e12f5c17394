"use client";
/** People picked one by one by e-mail address, shown as chips. Enter takes the one just typed, also when found a moment later. */
import type { FoundPerson } from "@oschat/protocol";
import { UserPlus, X } from "lucide-react";
import { type KeyboardEvent, useEffect, useState } from "react";
import { useMe } from "../../chat/index.ts";
import { text } from "../../language/index.ts";
import { Avatar, TextField } from "../../ui/index.ts";
import { FoundPersonCard } from "./FoundPersonCard.tsx";
import { lookupProblem, usePersonLookup } from "./use-person-lookup.ts";

interface PeoplePickerProps {
  label: string;
  people: readonly FoundPerson[];
  onChange: (people: readonly FoundPerson[]) => void;
  typed: string;
  onTypedChange: (typed: string) => void;
  error: string | null;
}

export function PeoplePicker({ label, people, onChange, typed, onTypedChange, error }: PeoplePickerProps) {
  const me = useMe();
  const lookup = usePersonLookup(typed);
  const [isWanted, setWanted] = useState(false);
  const found = lookup.kind === "found" ? lookup.person : null;
  const objection = objectionTo(found, people, me?.id);
  const canAdd = found !== null && objection === null;

  function add(person: FoundPerson) {
    onChange([...people, person]);
    onTypedChange("");
    setWanted(false);
  }

  useEffect(() => {
    if (isWanted && canAdd && found !== null) add(found);
  });

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Enter" || event.key === ",") {
      if (typed.trim() === "") return;
      event.preventDefault();
      setWanted(true);
    } else if (event.key === "Backspace" && typed === "") {
      onChange(people.slice(0, -1));
    }
  }

  return (
    <div className="flex flex-col gap-3">
      <TextField
        label={label}
        type="email"
        inputMode="email"
        autoComplete="off"
        placeholder={text("conversations.addressPlaceholder")}
        value={typed}
        onChange={(event) => {
          setWanted(false);
          onTypedChange(event.target.value);
        }}
        onKeyDown={onKeyDown}
        hint={text("conversations.enterAdds")}
        error={error ?? objection ?? lookupProblem(lookup)}
      />
      <FoundPersonCard
        person={canAdd ? found : null}
        action={{ label: text("conversations.add"), icon: UserPlus, onSelect: add }}
      />
      {people.length === 0 ? null : (
        <ul aria-label={text("conversations.peopleToAdd")} className="flex flex-wrap gap-2">
          {people.map((person) => (
            <Chip
              key={person.id}
              person={person}
              onRemove={() => onChange(people.filter(({ id }) => id !== person.id))}
            />
          ))}
        </ul>
      )}
    </div>
  );
}

function Chip({ person, onRemove }: { person: FoundPerson; onRemove: () => void }) {
  return (
    <li className="spoken-pill flex h-8 items-center gap-2 bg-accent-soft ps-1 pe-1 text-preview">
      <Avatar id={person.id} name={person.name} avatarUrl={person.avatarUrl} size={24} />
      <span className="max-w-40 truncate font-medium">{person.name}</span>
      <button
        type="button"
        aria-label={text("conversations.removePerson", { name: person.name })}
        onClick={onRemove}
        className="inline-flex size-6 items-center justify-center rounded-full text-text-muted hover:bg-hover hover:text-text"
      >
        <X size={14} strokeWidth={2} aria-hidden="true" />
      </button>
    </li>
  );
}

function objectionTo(
  found: FoundPerson | null,
  people: readonly FoundPerson[],
  myId: string | undefined,
): string | null {
  if (found === null) return null;
  if (found.id === myId) return text("conversations.inGroupAnyway");
  return people.some(({ id }) => id === found.id) ? text("conversations.alreadyOnList", { name: found.name }) : null;
}
