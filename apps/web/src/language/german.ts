/** The German catalogue. */
import account from "./de/account.icu.json";
import app from "./de/app.icu.json";
import chat from "./de/chat.icu.json";
import common from "./de/common.icu.json";
import composer from "./de/composer.icu.json";
import conversations from "./de/conversations.icu.json";
import details from "./de/details.icu.json";
import emoji from "./de/emoji.icu.json";
import errors from "./de/errors.icu.json";
import frame from "./de/frame.icu.json";
import messages from "./de/messages.icu.json";
import settings from "./de/settings.icu.json";
import shortcuts from "./de/shortcuts.icu.json";
import signIn from "./de/sign-in.icu.json";
import switcher from "./de/switcher.icu.json";

export const GERMAN = {
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
