/** The Arabic catalogue. */
import account from "./ar/account.icu.json";
import app from "./ar/app.icu.json";
import chat from "./ar/chat.icu.json";
import common from "./ar/common.icu.json";
import composer from "./ar/composer.icu.json";
import conversations from "./ar/conversations.icu.json";
import details from "./ar/details.icu.json";
import emoji from "./ar/emoji.icu.json";
import errors from "./ar/errors.icu.json";
import frame from "./ar/frame.icu.json";
import messages from "./ar/messages.icu.json";
import settings from "./ar/settings.icu.json";
import shortcuts from "./ar/shortcuts.icu.json";
import signIn from "./ar/sign-in.icu.json";
import switcher from "./ar/switcher.icu.json";

export const ARABIC = {
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
};
