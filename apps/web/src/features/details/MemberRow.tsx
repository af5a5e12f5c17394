import type { ConversationType, Member, Role } from "@oschat/protocol";
import { Crown, Ellipsis, type LucideIcon, Shield, ShieldOff, UserMinus } from "lucide-react";
import type { ReactNode } from "react";
import { richText, type TextKey, text } from "../../language/index.ts";
import { Avatar, Badge, CutText, IconButton, joinClasses, Menu } from "../../ui/index.ts";
import { type MemberAction, memberActions } from "./member-actions.rules.ts";

interface MemberRowProps {
  member: Member;
  actor: { type: ConversationType; role: Role };
  isSelf: boolean;
  onAction: (action: MemberAction, member: Member) => void;
}

const ACTIONS: Record<MemberAction, { label: TextKey; icon: LucideIcon; danger?: boolean }> = {
  make_admin: { label: "details.makeAdmin", icon: Shield },
  make_member: { label: "details.makeMember", icon: ShieldOff },
  hand_over: { label: "details.handOver", icon: Crown },
  remove: { label: "details.remove", icon: UserMinus, danger: true },
};

const ROLE_NAMES: Record<Role, TextKey | null> = { owner: "details.owner", admin: "details.admin", member: null };

export function MemberRow({ member, actor, isSelf, onAction }: MemberRowProps) {
  const actions = memberActions(actor, { role: member.role, isSelf });
  const roleName = ROLE_NAMES[member.role];
  return (
    <li
      className={joinClasses(
        "flex h-13 items-center gap-3 ps-5 [contain-intrinsic-size:auto_52px] [content-visibility:auto]",
        // The sign of a button ends where what has none ends.
        actions.length === 0 ? "pe-5" : "pe-3",
      )}
    >
      <Avatar id={member.id} name={member.name} avatarUrl={member.avatarUrl} size={36} />
      <span className="flex min-w-0 flex-1 text-label">
        <CutText>{isSelf ? richText("details.self", { name: member.name, muted }) : member.name}</CutText>
      </span>
      {roleName === null ? null : <Badge>{text(roleName)}</Badge>}
      {actions.length === 0 ? null : (
        <Menu
          align="end"
          trigger={<IconButton label={text("details.actionsFor", { name: member.name })} icon={Ellipsis} size="sm" />}
          items={actions.map((action) => ({
            ...ACTIONS[action],
            label: text(ACTIONS[action].label),
            onSelect: () => onAction(action, member),
          }))}
        />
      )}
    </li>
  );
}

function muted(chunks: ReactNode[]) {
  return (
    <span key="you" className="text-text-muted">
      {chunks}
    </span>
  );
}
