import type { ConversationType, Member, Role } from "@oschat/protocol";
import { Crown, Ellipsis, type LucideIcon, Shield, ShieldOff, UserMinus } from "lucide-react";
import { Avatar, Badge, IconButton, Menu } from "../../ui/index.ts";
import { type MemberAction, memberActions } from "./member-actions.rules.ts";

interface MemberRowProps {
  member: Member;
  actor: { type: ConversationType; role: Role };
  isSelf: boolean;
  onAction: (action: MemberAction, member: Member) => void;
}

const ACTIONS: Record<MemberAction, { label: string; icon: LucideIcon; danger?: boolean }> = {
  make_admin: { label: "Make admin", icon: Shield },
  make_member: { label: "Make member", icon: ShieldOff },
  hand_over: { label: "Hand over ownership", icon: Crown },
  remove: { label: "Remove from group", icon: UserMinus, danger: true },
};

const ROLE_NAMES: Record<Role, string | null> = { owner: "Owner", admin: "Admin", member: null };

export function MemberRow({ member, actor, isSelf, onAction }: MemberRowProps) {
  const actions = memberActions(actor, { role: member.role, isSelf });
  const roleName = ROLE_NAMES[member.role];
  return (
    <li className="flex h-13 items-center gap-3 pr-3 pl-5 [contain-intrinsic-size:auto_52px] [content-visibility:auto]">
      <Avatar id={member.id} name={member.name} avatarUrl={member.avatarUrl} size={36} />
      <span className="min-w-0 flex-1 truncate text-label">
        {member.name}
        {isSelf ? <span className="text-text-muted"> (you)</span> : null}
      </span>
      {roleName === null ? null : <Badge>{roleName}</Badge>}
      {actions.length === 0 ? null : (
        <Menu
          align="end"
          trigger={<IconButton label={`Actions for ${member.name}`} icon={Ellipsis} size="sm" />}
          items={actions.map((action) => ({ ...ACTIONS[action], onSelect: () => onAction(action, member) }))}
        />
      )}
    </li>
  );
}
