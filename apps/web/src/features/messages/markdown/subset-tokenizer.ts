/**
 * What of Markdown is understood: emphasis, strong, strike, code, code blocks, lists, quotes, named links. All else (headings,
 * tables, images, HTML, references, rules, escapes) is plain text: the tokenizer does not see it.
 */
import { Lexer, type Token, Tokenizer, type Tokens } from "marked";

/** Quotes and lists inside of each other; what is deeper is plain text. */
const DEEPEST = 8;

class SubsetTokenizer extends Tokenizer {
  private depth = 0;

  override blockquote(source: string): Tokens.Blockquote | undefined {
    return this.nested(() => super.blockquote(source));
  }

  override list(source: string): Tokens.List | undefined {
    return this.nested(() => super.list(source));
  }

  /** A star between letters or digits is one: 2*3*4. */
  override emStrong(source: string, masked: string, before?: string): Tokens.Em | Tokens.Strong | undefined {
    return /[A-Za-z0-9]/.test(before ?? "") ? undefined : super.emStrong(source, masked, before);
  }

  /** Two strokes on each side: one is how people write "about". */
  override del(source: string, masked: string, before?: string): Tokens.Del | undefined {
    return source.startsWith("~~") ? super.del(source, masked, before) : undefined;
  }

  /** Stays as typed, but keeps the sign it protects from being one. */
  override escape(source: string): Tokens.Escape | undefined {
    const token = super.escape(source);
    return token && { ...token, text: token.raw };
  }

  override code = notSeen;
  override heading = notSeen;
  override hr = notSeen;
  override html = notSeen;
  override def = notSeen;
  override table = notSeen;
  override lheading = notSeen;
  override tag = notSeen;
  override reflink = notSeen;
  override autolink = notSeen;

  /** An address is one piece, whatever signs are in it; where it leads is decided when it is shown. */
  override url(source: string): Tokens.Link | undefined {
    const token = super.url(source);
    if (token === undefined) return undefined;
    return { type: "text", raw: token.raw, text: token.raw } as unknown as Tokens.Link;
  }

  private nested<T>(read: () => T | undefined): T | undefined {
    if (this.depth >= DEEPEST) return undefined;
    this.depth += 1;
    try {
      return read();
    } finally {
      this.depth -= 1;
    }
  }
}

function notSeen(): undefined {
  return undefined;
}

export function tokensOf(text: string): Token[] {
  return new Lexer({ gfm: true, breaks: true, tokenizer: new SubsetTokenizer() }).lex(text);
}
