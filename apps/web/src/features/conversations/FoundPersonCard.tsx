import type { FoundPerson } from "@oschat/protocol";
import type { LucideIcon } from "lucide-react";
import { text } from "../../language/index.ts";
import { Avatar } from "../../ui/index.ts";

interface FoundPersonCardProps {
  /** Null: nobody (yet). */
  person: FoundPerson | null;
  /** What pressing the card does; without it the card only shows. */
  action?: { label: string; icon: LucideIcon; onSelect: (person: FoundPerson) => void };
}

/** The person an address belongs to. Belongs on the page before anybody is found, for its live region says who was. */
export function FoundPersonCard({ person, action }: FoundPersonCardProps) {
  return (
    <>
      <p role="status" className="sr-only">
        {person === null ? "" : text("conversations.found", { name: person.name })}
      </p>
      {person === null ? null : <Card person={person} action={action} />}
    </>
  );
}

function Card({ person, action }: { person: FoundPerson; action: FoundPersonCardProps["action"] }) {
  const content = (
    <>
      <Avatar id={person.id} name={person.name} avatarUrl={person.avatarUrl} size={36} />
      <span className="min-w-0 flex-1 text-start">
        <span className="block truncate font-semibold text-label">{person.name}</span>
        <span className="block truncate text-meta text-text-muted">{person.email}</span>
      </span>
      {action === undefined ? null : (
        <action.icon size={18} strokeWidth={1.75} aria-hidden="true" className="text-accent" />
      )}
    </>
  );
  const look = "spoken flex w-full items-center gap-3 bg-accent-soft p-2 pe-3";
  if (action === undefined) return <div className={look}>{content}</div>;
  return (
    <button
      type="button"
      aria-label={`${action.label} ${person.name}`}
      className={look}
      onClick={() => action.onSelect(person)}
    >
      {content}
    </button>
  );
}
