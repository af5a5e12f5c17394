/** A formatted text as plain data: what the parser makes, and all that can be shown. */

export type Inline =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "strong" | "emphasis" | "strike"; readonly children: readonly Inline[] }
  | NamedLink;

/** A link whose words are not its address. */
export interface NamedLink {
  readonly kind: "link";
  readonly href: string;
  /** Where it leads, to be shown beside the words; null when they say it themselves. */
  readonly destination: string | null;
  readonly children: readonly Inline[];
}

export type Block =
  | { readonly kind: "text"; readonly children: readonly Inline[] }
  | { readonly kind: "code"; readonly language: string | null; readonly text: string }
  | { readonly kind: "quote"; readonly children: readonly Block[] }
  /** `start`: the first number of an ordered list; null: bullets. */
  | { readonly kind: "list"; readonly start: number | null; readonly items: readonly (readonly Block[])[] };
