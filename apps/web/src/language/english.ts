/**
 * The English catalogue: the one that is always there, and whose keys all others have. One file per feature; a message is an
 * ICU message (`{count, plural, one {# person} other {# people}}`).
 */
import account from "./en/account.icu.json";
import app from "./en/app.icu.json";
import chat from "./en/chat.icu.json";
import common from "./en/common.icu.json";
import composer from "./en/composer.icu.json";
import conversations from "./en/conversations.icu.json";
import details from "./en/details.icu.json";
import emoji from "./en/emoji.icu.json";
import errors from "./en/errors.icu.json";
import frame from "./en/frame.icu.json";
import messages from "./en/messages.icu.json";
import settings from "./en/settings.icu.json";
import shortcuts from "./en/shortcuts.icu.json";
import signIn from "./en/sign-in.icu.json";
import switcher from "./en/switcher.icu.json";

export const ENGLISH = {
  account,
  app,
  chat,
  common,
  composer,
  conversations,
  details,
  emoji,
  errors,
  frame,
  messages,
  settings,
  shortcuts,
  signIn,
  switcher,
} as const;

/** `feature.message`, as in `common.cancel`. */
export type TextKey = {
  [Feature in keyof typeof ENGLISH]: `${Feature}.${keyof (typeof ENGLISH)[Feature] & string}`;
}[keyof typeof ENGLISH];
