/** The design system: what every screen is made of. Knows no product words. */
export { Avatar, type AvatarProps } from "./Avatar.tsx";
export { Badge, type BadgeProps } from "./Badge.tsx";
export { Button, type ButtonProps } from "./Button.tsx";
export { ConfirmDialog, type ConfirmDialogProps } from "./ConfirmDialog.tsx";
export { Dialog, type DialogProps } from "./Dialog.tsx";
export { EmptyState, type EmptyStateProps } from "./EmptyState.tsx";
export { ErrorState, type ErrorStateProps } from "./ErrorState.tsx";
export { GroupAvatar, type GroupAvatarProps } from "./GroupAvatar.tsx";
export { IconButton, type IconButtonProps } from "./IconButton.tsx";
export { joinClasses } from "./join-classes.ts";
export { Menu, type MenuItem, type MenuProps } from "./Menu.tsx";
export { Skeleton, type SkeletonProps } from "./Skeleton.tsx";
export { Spinner } from "./Spinner.tsx";
export { TextField, type TextFieldProps } from "./TextField.tsx";
export { Toaster } from "./Toaster.tsx";
export { Tooltip, type TooltipProps } from "./Tooltip.tsx";
export { toast } from "./toast-queue.ts";
