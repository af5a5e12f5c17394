/** People: who I am, and what others see of a person. */
import "./in-browsers.ts";
import { z } from "zod";
import { UserId } from "./ids.ts";
import { LIMITS } from "./limits.ts";
import { lineOfText, storableText } from "./safe-text.ts";

export const Email = storableText
  .max(LIMITS.emailCodePoints * 4, `must have at most ${LIMITS.emailCodePoints} characters`)
  .overwrite((text) => text.normalize("NFC").trim().toLowerCase())
  .refine(
    (text) => text.length <= LIMITS.emailCodePoints && /^[^\s@\p{Cc}]+@[^\s@\p{Cc}]+$/u.test(text),
    "must be an e-mail address",
  );

export const DisplayName = lineOfText(LIMITS.nameCodePoints);

/** What any member sees of another. */
export const Person = z.object({
  id: UserId,
  name: z.string(),
  avatarUrl: z.string().nullable(),
});
export type Person = z.infer<typeof Person>;

/** What I see of myself, and what a JWT carries (plus `sid`, `iat`, `exp`). */
export const Me = Person.extend({ email: z.string() });
export type Me = z.infer<typeof Me>;

/** A person found by exact e-mail address: whoever asks already knows the address. */
export const FoundPerson = Person.extend({ email: z.string() });
export type FoundPerson = z.infer<typeof FoundPerson>;

export const SearchUsersQuery = z.strictObject({ email: Email });
export const SearchUsersResult = z.object({ users: z.array(FoundPerson) });
export type SearchUsersResult = z.infer<typeof SearchUsersResult>;
