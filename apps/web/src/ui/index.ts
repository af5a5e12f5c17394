/** The design system: what every screen is made of. Knows no product words. */
export { Avatar } from "./Avatar.tsx";
export { Badge } from "./Badge.tsx";
export { Button } from "./Button.tsx";
export { ConfirmDialog } from "./ConfirmDialog.tsx";
export { Dialog } from "./Dialog.tsx";
export { EmptyState } from "./EmptyState.tsx";
export { ErrorState } from "./ErrorState.tsx";
export { GroupAvatar } from "./GroupAvatar.tsx";
export { IconButton } from "./IconButton.tsx";
export { joinClasses } from "./join-classes.ts";
export { Menu, type MenuItem, type MenuProps } from "./Menu.tsx";
export { Skeleton } from "./Skeleton.tsx";
export { Spinner } from "./Spinner.tsx";
export { TextField } from "./TextField.tsx";
export { ThemeFollower } from "./ThemeFollower.tsx";
export { Toaster } from "./Toaster.tsx";
export { chooseTheme, readThemeChoice, subscribeToTheme, type ThemeChoice } from "./theme.ts";
export { toast } from "./toast-queue.ts";
