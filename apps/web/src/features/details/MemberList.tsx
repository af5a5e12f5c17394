"use client";
import type { ConversationType, Member, Role } from "@oschat/protocol";
import { useState } from "react";
import { sentenceFor, useChatClient } from "../../chat/index.ts";
import { text } from "../../language/index.ts";
import { ConfirmDialog, Skeleton, toast } from "../../ui/index.ts";
import { MemberRow } from "./MemberRow.tsx";
import type { MemberAction } from "./member-actions.rules.ts";
import { inListOrder } from "./member-order.ts";
import { sayingWhy } from "./saying-why.ts";

interface MemberListProps {
  conversationId: string;
  actor: { type: ConversationType; role: Role };
  members: readonly Member[] | null;
  myId: string | null;
}

const QUESTIONS = {
  hand_over: { title: "details.handOverAsk", description: "details.handOverHint", confirm: "details.handOverDo" },
  remove: { title: "details.removeAsk", description: "details.removeHint", confirm: "details.removeDo" },
} as const;

/** Everyone in the group. What cannot be taken back is asked about first. */
export function MemberList({ conversationId, actor, members, myId }: MemberListProps) {
  const client = useChatClient();
  // Stays while the question fades away: it must not change its words then.
  const [asked, setAsked] = useState<{ action: "remove" | "hand_over"; member: Member } | null>(null);
  const [isAsking, setAsking] = useState(false);

  function begin(action: MemberAction, member: Member) {
    if (action === "remove" || action === "hand_over") {
      setAsked({ action, member });
      setAsking(true);
      return;
    }
    const role = action === "make_admin" ? "admin" : "member";
    client
      .changeRole(conversationId, member.id, role)
      .catch((error) => toast({ text: sentenceFor(error), kind: "error" }));
  }

  async function confirm() {
    if (asked === null) return;
    const { action, member } = asked;
    if (action === "remove") await sayingWhy(client.removeMember(conversationId, member.id));
    else await sayingWhy(client.changeRole(conversationId, member.id, "owner"));
  }

  return (
    <section aria-label={text("details.members")}>
      <h3 className="px-5 pb-2 font-semibold text-meta text-text-muted">{text("details.members")}</h3>
      {members === null ? (
        <MembersSkeleton />
      ) : (
        <ul>
          {inListOrder(members).map((member) => (
            <MemberRow key={member.id} member={member} actor={actor} isSelf={member.id === myId} onAction={begin} />
          ))}
        </ul>
      )}
      {asked === null ? null : (
        <ConfirmDialog
          open={isAsking}
          onOpenChange={setAsking}
          title={text(QUESTIONS[asked.action].title, { name: asked.member.name })}
          description={text(QUESTIONS[asked.action].description)}
          confirmLabel={text(QUESTIONS[asked.action].confirm)}
          danger={asked.action === "remove"}
          onConfirm={confirm}
        />
      )}
    </section>
  );
}

function MembersSkeleton() {
  return (
    <div role="status">
      <span className="sr-only">{text("details.loadingMembers")}</span>
      {[96, 128, 80].map((width) => (
        <div key={width} className="flex h-13 items-center gap-3 px-5">
          <Skeleton round width={36} height={36} />
          <Skeleton width={width} height={12} />
        </div>
      ))}
    </div>
  );
}
